/** The commands by which a running cluster is worked on: a page loads them together. */
export { deleteCommand } from "./delete-verbs.ts";
export { describeCommand } from "./describe-verb.ts";
export { eventsCommand } from "./events-verb.ts";
export { followRollout, followWatch } from "./follow-changes.ts";
export { apiResourcesCommand, getCommand } from "./get-verb.ts";
export { cordonCommand, drainCommand, taintCommand, uncordonCommand } from "./node-verbs.ts";
export {
  historyCommand,
  pauseCommand,
  restartCommand,
  resumeCommand,
  scaleCommand,
  statusCommand,
  undoCommand,
} from "./rollout-verbs.ts";
