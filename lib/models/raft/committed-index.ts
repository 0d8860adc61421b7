import { quorumOf } from "./quorum.ts";

/** An index in the log, from 1; 0 = nothing. `"infinity"` = no voter holds it back. */
export type CommittedIndex = number | "infinity";

/** The last log index that each member is known to hold, by the member's id; a member not named holds 0. */
export type Match = Readonly<Record<string, number>>;

/**
 * The largest index that a majority of the voters holds. A configuration without voters commits
 * anything, so that half a joint configuration that is empty leaves the decision to the other half.
 *
 * Source: etcd-io/raft `quorum/majority.go` MajorityConfig.CommittedIndex.
 */
export function committedIndex({
  voters,
  match,
}: {
  readonly voters: readonly number[];
  readonly match: Match;
}): CommittedIndex {
  const held = [...new Set(voters)].map((id) => match[id] ?? 0).sort((one, other) => other - one);
  return held[quorumOf(held.length) - 1] ?? "infinity";
}

/**
 * The largest index that a majority of the old and one of the new voters hold, while the cluster changes
 * its members.
 *
 * Source: etcd-io/raft `quorum/joint.go` JointConfig.CommittedIndex.
 */
export function jointCommittedIndex({
  incoming,
  outgoing,
  match,
}: {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  readonly match: Match;
}): CommittedIndex {
  const one = committedIndex({ voters: incoming, match });
  const other = committedIndex({ voters: outgoing, match });
  if (one === "infinity") return other;
  return other === "infinity" ? one : Math.min(one, other);
}

/**
 * The index up to which a leader commits, when its own and its followers' logs reach to `match`: what a
 * majority holds, but only if that entry is of the leader's term, else 0. An entry of an earlier term is
 * committed by a later one of the current term, never by counting (Raft paper, §5.4.2).
 * `logTerms[0]` is the term of index 1.
 *
 * Source: etcd-io/raft `raft.go` maybeCommit, `log.go` maybeCommit.
 */
export function leaderCommit({
  match,
  logTerms,
  currentTerm,
}: {
  readonly match: readonly number[];
  readonly logTerms: readonly number[];
  readonly currentTerm: number;
}): number {
  const voters = match.map((_, id) => id);
  const index = committedIndex({ voters, match: Object.fromEntries(match.entries()) });
  return index !== "infinity" && logTerms[index - 1] === currentTerm ? index : 0;
}
