import { downtimePerYearMin, kOfN, parallelAvailability, serialAvailability } from "./availability.ts";
import {
  backoffCeiling,
  decorrelatedJitter,
  equalJitter,
  exponentialInterval,
  fullJitter,
} from "./backoff.ts";
import { circuitBreaker } from "./circuit-breaker.ts";
import { fixedWindow, tokenBucket } from "./rate-limits.ts";
import { retryAmplification } from "./retry-amplification.ts";
import { saga } from "./saga.ts";
import { slidingWindow } from "./sliding-window.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const microserviceFunctions = {
  circuitBreaker,
  slidingWindow,
  exponentialInterval,
  backoffCeiling,
  fullJitter,
  equalJitter,
  decorrelatedJitter,
  serialAvailability,
  parallelAvailability,
  kOfN,
  downtimePerYearMin: ({ availability }: { readonly availability: number }) =>
    downtimePerYearMin(availability),
  saga,
  tokenBucket,
  fixedWindow,
  retryAmplification,
};
