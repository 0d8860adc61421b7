import { quorumOf } from "./quorum.ts";

export type VoteResult = "Won" | "Pending" | "Lost";

/** Yes or no by the member's id; a member not named has not answered. */
export type Votes = Readonly<Record<string, boolean>>;

/**
 * How an election stands: won with a majority of yes, lost when the missing answers cannot make one any
 * more. Without voters it is won, so that an empty half of a joint configuration never decides.
 *
 * Source: etcd-io/raft `quorum/majority.go` MajorityConfig.VoteResult.
 */
export function voteResult({
  voters,
  votes,
}: {
  readonly voters: readonly number[];
  readonly votes: Votes;
}): VoteResult {
  const ids = [...new Set(voters)];
  if (ids.length === 0) return "Won";
  const quorum = quorumOf(ids.length);
  const yes = ids.filter((id) => votes[id] === true).length;
  const missing = ids.filter((id) => votes[id] === undefined).length;
  if (yes >= quorum) return "Won";
  return yes + missing >= quorum ? "Pending" : "Lost";
}

/**
 * How an election stands that needs a majority of the old and one of the new voters.
 *
 * Source: etcd-io/raft `quorum/joint.go` JointConfig.VoteResult.
 */
export function jointVoteResult({
  incoming,
  outgoing,
  votes,
}: {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  readonly votes: Votes;
}): VoteResult {
  const one = voteResult({ voters: incoming, votes });
  const other = voteResult({ voters: outgoing, votes });
  if (one === other) return one;
  return one === "Lost" || other === "Lost" ? "Lost" : "Pending";
}

/** What a candidate becomes; `Candidate` = it waits for more answers, or for its election timeout. */
export type ElectionState = "Leader" | "Follower" | "Candidate";

/**
 * What the answers make of a candidate, member 1 of `size`, which has voted for itself.
 *
 * Source: etcd-io/raft `raft.go` campaign, stepCandidate.
 */
export function electionState({
  size,
  votes,
}: {
  readonly size: number;
  readonly votes: Votes;
}): ElectionState {
  const voters = Array.from({ length: size }, (_, index) => index + 1);
  const result = voteResult({ voters, votes: { ...votes, 1: true } });
  if (result === "Won") return "Leader";
  return result === "Lost" ? "Follower" : "Candidate";
}
