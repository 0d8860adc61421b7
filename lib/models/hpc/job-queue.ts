import { Agenda } from "../../sim/des.ts";

/**
 * A batch queue before nodes of one's own and nodes of a cloud that are switched on when a job is given them.
 * Times in whole seconds. A job takes all its nodes at once, and all from one side.
 *
 * Source: Slurm, "Scheduling Configuration Guide" (sched/builtin keeps the order, sched/backfill starts what delays
 * nobody before it) and "Power Saving Guide" (ResumeTimeout, SuspendTime); the backfill is EASY's (Lifka 1995), with
 * one reservation, for the first in the queue.
 */
export type BatchJob = {
  readonly at: number;
  readonly nodes: number;
  /** As long as it runs, which is also what it was submitted with. */
  readonly seconds: number;
  /** How long it takes to bring its data to the cloud. */
  readonly staging: number;
};

export type BatchCluster = {
  readonly own: number;
  readonly cloud: number;
  readonly backfill: boolean;
  /** After so long in the queue a job may go to the cloud. */
  readonly patience: number;
  /** How long a node of the cloud boots; how long the controller waits for it; how long it may idle. */
  readonly boot: number;
  readonly resumeTimeout: number;
  readonly suspendTime: number;
};

export type BatchRun = {
  readonly jobs: readonly {
    /** `Infinity` where it never did. */
    readonly start: number;
    readonly end: number;
    readonly where: "own" | "cloud" | undefined;
  }[];
  /** Changes over time: nodes of one's own at work, nodes of the cloud that are paid for, jobs that wait. */
  readonly curve: readonly {
    readonly at: number;
    readonly own: number;
    readonly paid: number;
    readonly waiting: number;
  }[];
  /** Seconds of nodes: at work on one's own, at work in the cloud, paid for there. */
  readonly ownBusy: number;
  readonly cloudBusy: number;
  readonly paid: number;
  /** Nodes that did not register in time and are DOWN. */
  readonly down: number;
};

/** @param until when one stops looking */
export function runBatch(cluster: BatchCluster, jobs: readonly BatchJob[], until: number): BatchRun {
  const agenda = new Agenda<undefined>();
  const wake = (at: number) => {
    if (at <= until) agenda.plan(Math.max(agenda.now, at), undefined);
  };
  const told = jobs.map(() => ({
    start: Number.POSITIVE_INFINITY,
    end: Number.POSITIVE_INFINITY,
    where: undefined as "own" | "cloud" | undefined,
  }));
  let queue: number[] = [];
  const running: { readonly job: number; readonly end: number }[] = [];
  const staging: { readonly job: number; readonly at: number }[] = [];
  const booting: { readonly job: number; readonly from: number; readonly fresh: number }[] = [];
  /** Nodes of the cloud that idle, since when each. */
  let idle: number[] = [];
  let [free, off, down, arrived] = [cluster.own, cluster.cloud, 0, 0];
  let [ownBusy, cloudBusy, paid, last, lastPaid] = [0, 0, 0, 0, 0];
  const curve: { at: number; own: number; paid: number; waiting: number }[] = [];
  for (const { at } of jobs) {
    wake(at);
    if (Number.isFinite(cluster.patience)) wake(at + cluster.patience);
  }

  for (let next = agenda.nextAt; next !== undefined; next = agenda.nextAt) {
    agenda.take();
    // What is planned for the same moment is one step.
    if (agenda.nextAt === agenda.now) continue;
    step(agenda.now);
  }
  paid += lastPaid * (until - last);
  return { jobs: told, curve, ownBusy, cloudBusy, paid, down };

  function step(now: number): void {
    paid += lastPaid * (now - last);
    last = now;
    finish(now);
    boot(now);
    idle = idle.filter((since) => {
      const stays = now - since < cluster.suspendTime;
      if (!stays) off++;
      return stays;
    });
    while (arrived < jobs.length && jobs[arrived]!.at <= now) queue.push(arrived++);
    startOwn(now);
    leave(now);
    allocate(now);
    // Whoever left made way.
    startOwn(now);
    // Nodes that are DOWN are given back.
    lastPaid = cluster.cloud - off - down;
    curve.push({ at: now, own: cluster.own - free, paid: lastPaid, waiting: queue.length });
  }

  function finish(now: number): void {
    for (const { job } of take(running, ({ end }) => end <= now)) {
      const { nodes } = jobs[job]!;
      if (told[job]!.where === "own") free += nodes;
      else for (let node = 0; node < nodes; node++) release(now);
    }
  }

  function release(now: number): void {
    idle.push(now);
    wake(now + cluster.suspendTime);
  }

  /** Nodes register and their job begins, or they do not in time: they are DOWN and the job waits again. */
  function boot(now: number): void {
    const late = cluster.boot > cluster.resumeTimeout;
    const needs = late ? cluster.resumeTimeout : cluster.boot;
    for (const { job, fresh } of take(booting, ({ from }) => from + needs <= now)) {
      if (!late) {
        run(job, "cloud", now);
        continue;
      }
      down += fresh;
      for (let node = fresh; node < jobs[job]!.nodes; node++) release(now);
      queue = [...queue, job].sort((a, b) => a - b);
    }
  }

  function run(job: number, where: "own" | "cloud", now: number): void {
    const { nodes, seconds } = jobs[job]!;
    const end = now + seconds;
    told[job] = { start: now, end, where };
    const within = Math.min(end, until) - now;
    if (where === "own") {
      free -= nodes;
      ownBusy += nodes * within;
    } else cloudBusy += nodes * within;
    running.push({ job, end });
    wake(end);
  }

  function startOwn(now: number): void {
    for (let job = queue[0]; job !== undefined && jobs[job]!.nodes <= free; job = queue[0]) {
      queue.shift();
      run(job, "own", now);
    }
    const first = queue[0];
    if (first === undefined || !cluster.backfill) return;
    const { shadow, extra } = reservationOf(first);
    let spare = extra;
    for (const job of queue.slice(1)) {
      const { nodes, seconds } = jobs[job]!;
      if (nodes > free) continue;
      const before = now + seconds <= shadow;
      if (!before && nodes > spare) continue;
      if (!before) spare -= nodes;
      queue = queue.filter((other) => other !== job);
      run(job, "own", now);
    }
  }

  /** When the first in the queue can start on one's own nodes, and how many are then left over. */
  function reservationOf(job: number): { readonly shadow: number; readonly extra: number } {
    const { nodes } = jobs[job]!;
    let room = free;
    const ends = running.filter((one) => told[one.job]!.where === "own").sort((a, b) => a.end - b.end);
    for (const one of ends) {
      room += jobs[one.job]!.nodes;
      if (room >= nodes) return { shadow: one.end, extra: room - nodes };
    }
    return { shadow: Number.POSITIVE_INFINITY, extra: 0 };
  }

  /** Jobs that have waited long enough take their data to the cloud, as many as there are nodes for. */
  function leave(now: number): void {
    const promised = staging.reduce((sum, { job }) => sum + jobs[job]!.nodes, 0);
    let room = off + idle.length - promised;
    for (const job of queue) {
      const { at, nodes, staging: takes } = jobs[job]!;
      if (now - at < cluster.patience || nodes > room) continue;
      room -= nodes;
      queue = queue.filter((other) => other !== job);
      staging.push({ job, at: now + takes });
      if (takes > 0) wake(now + takes);
    }
  }

  /** Data that is there gets its nodes: those that are on first, as Slurm does, others are switched on. */
  function allocate(now: number): void {
    for (const { job } of take(staging, ({ at }) => at <= now)) {
      const { nodes } = jobs[job]!;
      const warm = Math.min(nodes, idle.length);
      idle = idle.slice(0, idle.length - warm);
      const fresh = nodes - warm;
      if (fresh > off) {
        // Others went DOWN meanwhile.
        for (let node = 0; node < warm; node++) release(now);
        queue = [...queue, job].sort((a, b) => a - b);
        continue;
      }
      off -= fresh;
      if (fresh === 0) {
        run(job, "cloud", now);
        continue;
      }
      booting.push({ job, from: now, fresh });
      wake(now + Math.min(cluster.boot, cluster.resumeTimeout));
    }
  }
}

/** Takes those out of a list that are due, in their order. */
function take<T>(list: T[], due: (one: T) => boolean): T[] {
  const taken = list.filter(due);
  if (taken.length > 0) list.splice(0, list.length, ...list.filter((one) => !taken.includes(one)));
  return taken;
}
