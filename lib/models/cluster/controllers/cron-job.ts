import type { KubeObject } from "../../kubectl/cluster.ts";
import { later } from "../../kubectl/later.ts";
import type { Controller, Write } from "../controller.ts";
import { type CronJob, isControlledBy, type Job, keyOf, splitKey } from "../kinds.ts";
import type { View } from "../view.ts";

/** What a schedule does comes when somebody may make one. */
export const cronSync =
  later<(view: View, cron: CronJob, jobs: readonly Job[]) => readonly Write[]>("schedules");

/** Makes Jobs by schedules: see `cron-job-sync.ts`. Source: `pkg/controller/cronjob/cronjob_controllerv2.go`. */
export const cronJobController: Controller = {
  name: "cronjob-controller",
  keysOf({ object }) {
    if (object.kind === "CronJob") return [keyOf(object)];
    const controller = object.metadata.ownerReferences?.find((owner) => owner.controller);
    return object.kind === "Job" && controller?.kind === "CronJob"
      ? [`${object.metadata.namespace ?? "default"}/${controller.name}`]
      : [];
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const cron = view.get("CronJob", namespace, name);
    if (cron === undefined || cron.metadata.deletionTimestamp !== undefined) return [];
    const owner = cron as unknown as KubeObject;
    const jobs = view.list("Job", namespace).filter((job) => isControlledBy(job, owner));
    return cronSync.get()(view, cron, jobs);
  },
};
