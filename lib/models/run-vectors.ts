import { apimachineryFunctions } from "./apimachinery/functions.ts";
import { autoscalingFunctions } from "./autoscaling/functions.ts";
import { balancingFunctions } from "./balancing/functions.ts";
import { deploymentFunctions } from "./deployment/functions.ts";
import { hpaFunctions } from "./hpa/functions.ts";
import { hpcFunctions } from "./hpc/functions.ts";
import { imageFunctions } from "./images/functions.ts";
import { inverseFunctions } from "./inverse/functions.ts";
import { kubectlFunctions } from "./kubectl/functions.ts";
import { kubeletFunctions } from "./kubelet/functions.ts";
import { matches } from "./matches.ts";
import { microserviceFunctions } from "./microservices/functions.ts";
import { raftFunctions } from "./raft/functions.ts";
import { resourceFunctions } from "./resources/functions.ts";
import { schedulerFunctions } from "./scheduler/functions.ts";
import { serviceFunctions } from "./services/functions.ts";
import type { Vector, VectorFile } from "./vector-file.ts";
import { virtualizationFunctions } from "./virtualization/functions.ts";

// The vector files say what each function is given; their authors keep to it, or the vector fails.
type VectorFunctions = Readonly<Record<string, (input: never) => unknown>>;

/** System → function → the very code that the labs run. */
const SYSTEMS: Readonly<Record<string, VectorFunctions>> = {
  apimachinery: apimachineryFunctions,
  autoscaling: autoscalingFunctions,
  balancing: balancingFunctions,
  deployment: deploymentFunctions,
  hpa: hpaFunctions,
  hpc: hpcFunctions,
  images: imageFunctions,
  inverse: inverseFunctions,
  kubectl: kubectlFunctions,
  kubelet: kubeletFunctions,
  microservices: microserviceFunctions,
  raft: raftFunctions,
  resources: resourceFunctions,
  scheduler: schedulerFunctions,
  services: serviceFunctions,
  virtualization: virtualizationFunctions,
};

export type FailedVector = {
  readonly id: string;
  readonly name: string;
  readonly expected: unknown;
  readonly actual: unknown;
};

export type VectorReport = {
  readonly system: string;
  readonly passed: number;
  readonly failed: readonly FailedVector[];
};

/**
 * Runs every vector of a file through the models. A vector whose system or function does not exist, or
 * whose function throws, fails with `{ error }` as its actual result; the others still run.
 */
export function runVectors({ system, vectors }: VectorFile): VectorReport {
  const failed: FailedVector[] = [];
  for (const vector of vectors) {
    const actual = runVector(system, vector);
    if (matches(vector.expected, actual.result) && actual.ran) continue;
    failed.push({
      id: vector.id,
      name: vector.name,
      expected: vector.expected,
      // JSON has no undefined: the report would lose the key.
      actual: actual.result === undefined ? null : actual.result,
    });
  }
  return { system, passed: vectors.length - failed.length, failed };
}

/** `ran` is false for the runner's own errors, which must not pass for the error that a vector expects. */
function runVector(
  system: string,
  { fn, input }: Vector,
): { readonly ran: boolean; readonly result: unknown } {
  const fail = (error: string) => ({ ran: false, result: { error } });
  const functions = Object.hasOwn(SYSTEMS, system) ? SYSTEMS[system] : undefined;
  if (functions === undefined) return fail(`"${system}" 모델이 없습니다.`);
  const run = Object.hasOwn(functions, fn) ? functions[fn] : undefined;
  if (run === undefined) return fail(`"${system}" 모델에 "${fn}" 함수가 없습니다.`);
  try {
    return { ran: true, result: run(input as never) };
  } catch (error) {
    return fail(`"${fn}" 함수가 멈췄습니다: ${error instanceof Error ? error.message : error}`);
  }
}
