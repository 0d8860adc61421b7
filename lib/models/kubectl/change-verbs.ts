/** The commands by which objects are made and changed, and pods looked into: a page loads them together. */
export { canICommand } from "./access-verb.ts";
export * from "./create-generators.ts";
export { logsCommand } from "./logs-verb.ts";
export { annotateCommand, labelCommand } from "./metadata-verbs.ts";
export * from "./pod-verbs.ts";
export { autoscaleCommand, exposeCommand, runCommand } from "./run-expose.ts";
export {
  setEnvCommand,
  setImageCommand,
  setResourcesCommand,
  setServiceAccountCommand,
} from "./set-verbs.ts";
