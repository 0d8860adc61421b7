import type { Controller } from "./controller.ts";
import { cronJobController } from "./controllers/cron-job.ts";
import { daemonSetController } from "./controllers/daemon-set.ts";
import { deploymentController } from "./controllers/deployment.ts";
import { disruptionController } from "./controllers/disruption.ts";
import { endpointSliceController } from "./controllers/endpoint-slice.ts";
import { garbageCollector } from "./controllers/garbage-collector.ts";
import { hpaController } from "./controllers/hpa.ts";
import { jobController } from "./controllers/job.ts";
import {
  namespaceController,
  resourceQuotaController,
  serviceAccountController,
} from "./controllers/namespace.ts";
import { nodeLifecycleController, taintEvictionController } from "./controllers/node-lifecycle.ts";
import { persistentVolumeController } from "./controllers/persistent-volume.ts";
import { replicaSetController } from "./controllers/replica-set.ts";
import { statefulSetController } from "./controllers/stateful-set.ts";

/** Every controller, in the order in which those that wake at the same moment look. */
export const CONTROLLERS: readonly Controller[] = [
  namespaceController,
  serviceAccountController,
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  endpointSliceController,
  nodeLifecycleController,
  taintEvictionController,
  hpaController,
  disruptionController,
  persistentVolumeController,
  resourceQuotaController,
  garbageCollector,
];
