/** The terms of a log's entries; the first is the term of index 1. */
export type LogTerms = readonly number[];

/**
 * Whether a voter's log lets it vote for a candidate, whose last entry must be of a later term than the
 * voter's, or of the same term and at least as far. Terms of the election itself and earlier votes are
 * the caller's business.
 *
 * Source: etcd-io/raft `log.go` isUpToDate; Raft paper §5.4.1.
 */
export function grantVote({
  voterLogTerms,
  candidateLastTerm,
  candidateLastIndex,
}: {
  readonly voterLogTerms: LogTerms;
  readonly candidateLastTerm: number;
  readonly candidateLastIndex: number;
}): boolean {
  const lastTerm = voterLogTerms.at(-1) ?? 0;
  if (candidateLastTerm !== lastTerm) return candidateLastTerm > lastTerm;
  return candidateLastIndex >= voterLogTerms.length;
}

/**
 * Whether a follower takes entries that follow `prevIndex`: at the start of the log, or when its own
 * entry there is of the leader's term.
 *
 * Source: etcd-io/raft `log.go` matchTerm, maybeAppend; Raft paper §5.3.
 */
export function appendCheck({
  logTerms,
  prevTerm,
  prevIndex,
}: {
  readonly logTerms: LogTerms;
  readonly prevTerm: number;
  readonly prevIndex: number;
}): boolean {
  return prevIndex === 0 || logTerms[prevIndex - 1] === prevTerm;
}
