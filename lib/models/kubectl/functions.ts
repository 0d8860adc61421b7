import { columns } from "./columns.ts";
import { elsewhereVerbs } from "./commands.ts";
import * as elsewhere from "./elsewhere-verbs.ts";
import { eventRow } from "./event-row.ts";
import { hpaRow } from "./hpa-row.ts";
import { humanDuration } from "./human-duration.ts";
import { jsonpath } from "./jsonpath.ts";
import { loadVerbs } from "./late-verbs.ts";
import { message } from "./message.ts";
import { nodeRow } from "./node-row.ts";
import { podRow } from "./pod-row.ts";
import { rolloutStatus } from "./rollout-status.ts";
import { serviceRow } from "./service-row.ts";
import { pvcRow, pvRow } from "./volume-rows.ts";
import { deploymentRow, jobRow, replicaSetRow } from "./workload-rows.ts";

// Vectors run any command.
await loadVerbs();
elsewhereVerbs.fill(elsewhere);

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const kubectlFunctions = {
  humanDuration,
  podRow,
  deploymentRow,
  replicaSetRow,
  serviceRow,
  nodeRow,
  pvcRow,
  pvRow,
  jobRow,
  hpaRow,
  eventRow,
  rolloutStatus,
  jsonpath,
  columns,
  message,
};
