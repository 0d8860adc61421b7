import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { committedIndex, jointCommittedIndex, leaderCommit } from "./committed-index.ts";
import { appendCheck, grantVote } from "./log-checks.ts";
import { clusterTable, quorumOf } from "./quorum.ts";
import { electionState, jointVoteResult, voteResult } from "./vote-result.ts";

const members = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 7 });
const someMembers = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 7 });
const matches = fc.dictionary(fc.integer({ min: 1, max: 9 }).map(String), fc.nat(100));
const answers = fc.dictionary(fc.integer({ min: 1, max: 9 }).map(String), fc.boolean());
const logs = fc
  .array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 })
  .map((terms) => terms.sort((one, other) => one - other));

test("any two majorities share a member", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (size) => {
      expect(2 * quorumOf(size)).toBeGreaterThan(size);
      const { quorum, tolerates } = clusterTable(size);
      expect(size - tolerates).toBe(quorum);
    }),
    RUNS,
  );
});

test("one more member in an odd cluster bears no more failures", () => {
  expect([3, 4, 5, 6].map((size) => clusterTable(size).tolerates)).toEqual([1, 1, 2, 2]);
});

test("a majority holds the committed index, and no majority holds the next one", () => {
  fc.assert(
    fc.property(someMembers, matches, (voters, match) => {
      const index = committedIndex({ voters, match });
      if (index === "infinity") throw new Error("there are voters");
      const holders = (least: number) => voters.filter((id) => (match[id] ?? 0) >= least).length;
      expect(holders(index)).toBeGreaterThanOrEqual(quorumOf(voters.length));
      expect(holders(index + 1)).toBeLessThan(quorumOf(voters.length));
    }),
    RUNS,
  );
});

test("the committed index never falls when a member's log grows", () => {
  const numeric = (index: number | "infinity") => (index === "infinity" ? Infinity : index);
  fc.assert(
    fc.property(members, members, matches, fc.integer({ min: 1, max: 9 }), fc.nat(50), (...drawn) => {
      const [incoming, outgoing, match, id, more] = drawn;
      const grown = { ...match, [id]: (match[id] ?? 0) + more };
      const before = numeric(jointCommittedIndex({ incoming, outgoing, match }));
      expect(numeric(jointCommittedIndex({ incoming, outgoing, match: grown }))).toBeGreaterThanOrEqual(
        before,
      );
    }),
    RUNS,
  );
});

test("a joint configuration with one half empty, or twice the same half, is that half", () => {
  fc.assert(
    fc.property(members, matches, answers, (voters, match, votes) => {
      for (const outgoing of [[], voters]) {
        const joint = { incoming: voters, outgoing };
        expect(jointCommittedIndex({ ...joint, match })).toBe(committedIndex({ voters, match }));
        expect(jointVoteResult({ ...joint, votes })).toBe(voteResult({ voters, votes }));
      }
    }),
    RUNS,
  );
});

test("an election that is decided stays decided, whatever the missing voters answer", () => {
  fc.assert(
    fc.property(members, members, answers, answers, (incoming, outgoing, votes, late) => {
      const result = jointVoteResult({ incoming, outgoing, votes });
      const later = jointVoteResult({ incoming, outgoing, votes: { ...late, ...votes } });
      if (result !== "Pending") expect(later).toBe(result);
    }),
    RUNS,
  );
});

test("a voter named twice counts once", () => {
  expect(committedIndex({ voters: [1, 1, 2, 3], match: { 1: 9 } })).toBe(0);
  expect(voteResult({ voters: [1, 1, 2], votes: { 1: true } })).toBe("Pending");
});

test("a leader never commits an entry of an earlier term by counting", () => {
  fc.assert(
    fc.property(logs, fc.array(fc.nat(8), { maxLength: 5 }), fc.integer({ min: 1, max: 6 }), (...drawn) => {
      const [logTerms, match, currentTerm] = drawn;
      const index = leaderCommit({ match, logTerms, currentTerm });
      if (index > 0) expect(logTerms[index - 1]).toBe(currentTerm);
    }),
    RUNS,
  );
});

test("of two logs at least one may vote for the other, and a log may vote for its equal", () => {
  const asCandidate = (log: readonly number[]) => ({
    candidateLastTerm: log.at(-1) ?? 0,
    candidateLastIndex: log.length,
  });
  fc.assert(
    fc.property(logs, logs, (one, other) => {
      const there = grantVote({ voterLogTerms: one, ...asCandidate(other) });
      const back = grantVote({ voterLogTerms: other, ...asCandidate(one) });
      expect(there || back).toBe(true);
      expect(grantVote({ voterLogTerms: one, ...asCandidate(one) })).toBe(true);
    }),
    RUNS,
  );
});

test("a follower takes what follows any entry of its own log, and nothing beyond a gap", () => {
  fc.assert(
    fc.property(logs, (logTerms) => {
      for (const [place, prevTerm] of logTerms.entries()) {
        expect(appendCheck({ logTerms, prevTerm, prevIndex: place + 1 })).toBe(true);
        expect(appendCheck({ logTerms, prevTerm: prevTerm + 1, prevIndex: place + 1 })).toBe(false);
      }
      expect(appendCheck({ logTerms, prevTerm: 1, prevIndex: logTerms.length + 1 })).toBe(false);
      expect(appendCheck({ logTerms, prevTerm: 0, prevIndex: 0 })).toBe(true);
    }),
    RUNS,
  );
});

test("a candidate has its own vote, whatever is said in its name", () => {
  expect(electionState({ size: 1, votes: { 1: false } })).toBe("Leader");
  expect(electionState({ size: 3, votes: { 1: false, 2: true } })).toBe("Leader");
  expect(electionState({ size: 3, votes: { 2: false } })).toBe("Candidate");
});
