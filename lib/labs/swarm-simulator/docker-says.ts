import { findNode, type Node, type Swarm, storeAt } from "../../models/swarm/swarm.ts";

/** What the commands of a swarm print, as moby words it. */

export const SERVICE = "web";
export const nodeName = (id: number) => `node${id}`;

/** Source: moby `daemon/cluster/errors.go`. */
export const NO_LEADER =
  "Error response from daemon: rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";
export const NO_MANAGER =
  "Error response from daemon: This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.";
/** Source: moby/swarmkit `manager/controlapi/node.go`. */
export const LAST_MANAGER =
  "Error response from daemon: rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm";
export const WOULD_LOSE_QUORUM =
  "Error response from daemon: rpc error: code = FailedPrecondition desc = can't remove member from the raft: this would result in a loss of quorum";

/** Rows in columns, as the CLI's tab writer pads them: 3 blanks between, at least 10 wide. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, at) => Math.max(10, ...rows.map((row) => (row[at] ?? "").length + 3)));
  return rows
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join(""))
    .join("\n");
}

/** Why a node cannot be asked about the swarm; undefined where it can. */
export function refusalAt(swarm: Swarm, id: number): string | undefined {
  if (findNode(swarm, id)?.log === undefined) return NO_MANAGER;
  return storeAt(swarm, id).leader === undefined ? NO_LEADER : undefined;
}

/** `docker node ls`, its columns without ids and versions, as the manager of a side sees it. */
export function nodeList(swarm: Swarm, id: number): string {
  const here = findNode(swarm, id)!;
  const { leader } = storeAt(swarm, id);
  const isSeen = (node: Node) => node.up && node.side === here.side;
  const rank = (node: Node) => {
    if (node.log === undefined) return "";
    if (!isSeen(node)) return "Unreachable";
    return node.id === leader ? "Leader" : "Reachable";
  };
  return columns([
    ["HOSTNAME", "STATUS", "AVAILABILITY", "MANAGER STATUS"],
    ...swarm.nodes.map((node) => [
      nodeName(node.id),
      isSeen(node) ? "Ready" : "Down",
      node.drained ? "Drain" : "Active",
      rank(node),
    ]),
  ]);
}

/** `docker service ps`, its columns name and node, as the leader of a side has it. */
export function taskList(swarm: Swarm, id: number): string {
  const { tasks, replicas } = storeAt(swarm, id);
  const pending = Array.from({ length: replicas }, (_, index) => index + 1).filter(
    (slot) => !tasks.some((task) => task.slot === slot),
  );
  return columns([
    ["NAME", "NODE", "CURRENT STATE"],
    ...tasks.map(({ slot, node }) => [`${SERVICE}.${slot}`, nodeName(node), "Running"]),
    ...pending.map((slot) => [`${SERVICE}.${slot}`, "", "Pending"]),
  ]);
}
