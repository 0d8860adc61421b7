/**
 * A node of a swarm: the tasks of the service at hand, those of all services, and the service's failures
 * there in the last 5 minutes. `maxReplicas` bounds the service's tasks; 0 or absent = no bound.
 */
export type SwarmNode = {
  readonly id: string;
  readonly serviceTasks: number;
  readonly totalTasks: number;
  readonly recentFailures: number;
  readonly maxReplicas?: number;
  readonly drained?: boolean;
};

/** As many recent failures of a service on a node make the scheduler look elsewhere first. */
const MAX_FAILURES = 5;

/**
 * Which of two nodes a task should rather go to, below 0 for the first: fewer recent failures if either
 * has too many, then fewer tasks of the service, then fewer tasks.
 *
 * Source: moby/swarmkit `manager/scheduler/scheduler.go` nodeLess; maxFailures in `nodeinfo.go`.
 */
export function compareSwarmNodes(one: SwarmNode, other: SwarmNode): number {
  if (Math.max(one.recentFailures, other.recentFailures) >= MAX_FAILURES) {
    const fewer = one.recentFailures - other.recentFailures;
    if (fewer !== 0) return fewer;
  }
  return one.serviceTasks - other.serviceTasks || one.totalTasks - other.totalTasks;
}

/** Whether a node takes another task of the service. */
export function takesTask({ drained, maxReplicas = 0, serviceTasks }: SwarmNode): boolean {
  return !drained && (maxReplicas === 0 || serviceTasks < maxReplicas);
}

/** The nodes after `tasks` more tasks went, one by one, to the best node; what no node takes stays pending. */
export function placeSwarmTasks(nodes: readonly SwarmNode[], tasks: number): readonly SwarmNode[] {
  let placed = nodes;
  for (let task = 0; task < tasks; task++) {
    const best = placed.filter(takesTask).toSorted(compareSwarmNodes)[0];
    if (best === undefined) break;
    const { serviceTasks, totalTasks } = best;
    const after = { ...best, serviceTasks: serviceTasks + 1, totalTasks: totalTasks + 1 };
    placed = placed.map((node) => (node === best ? after : node));
  }
  return placed;
}

/** How many tasks of the service the nodes then have, from the fewest to the most. */
export function swarmSpread({
  nodes,
  tasks,
}: {
  readonly nodes: readonly SwarmNode[];
  readonly tasks: number;
}): readonly number[] {
  const counts = placeSwarmTasks(nodes, tasks).map(({ serviceTasks }) => serviceTasks);
  return counts.sort((one, other) => one - other);
}

/** The nodes that share a label value: tasks of the service they have, and how many more they take. */
export type SwarmBranch = { readonly existing: number; readonly room?: number };

/**
 * How many new tasks each value of a label gets: every task goes to the value with the fewest, the first of
 * equals, while that has room; existing tasks stay where they are.
 *
 * Source: placement preference `spread=node.labels.…`, moby/swarmkit `manager/scheduler/scheduler.go`
 * scheduleNTasksOnSubtree. That hands tasks out in shares of a branch, not one by one.
 */
export function swarmPreference({
  groups,
  tasks,
}: {
  readonly groups: Readonly<Record<string, SwarmBranch>>;
  readonly tasks: number;
}): Readonly<Record<string, number>> {
  const branches = Object.entries(groups).map(([name, branch]) => ({ name, ...branch, added: 0 }));
  for (let task = 0; task < tasks; task++) {
    let best: (typeof branches)[number] | undefined;
    for (const branch of branches) {
      if (branch.added >= (branch.room ?? Infinity)) continue;
      if (best === undefined || branch.existing + branch.added < best.existing + best.added) best = branch;
    }
    if (best === undefined) break;
    best.added++;
  }
  return Object.fromEntries(branches.map(({ name, added }) => [name, added]));
}
