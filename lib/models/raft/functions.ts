import { committedIndex, jointCommittedIndex, leaderCommit } from "./committed-index.ts";
import { appendCheck, grantVote } from "./log-checks.ts";
import { clusterTable } from "./quorum.ts";
import { electionState, jointVoteResult, voteResult } from "./vote-result.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const raftFunctions = {
  clusterTable,
  committedIndex,
  jointCommittedIndex,
  voteResult,
  jointVoteResult,
  leaderCommit,
  grantVote,
  electionState,
  appendCheck,
};
