import type { Bench } from "./bench.ts";
import { build } from "./build.ts";
import { clusterFrames } from "./cluster-frames.ts";
import { frames } from "./frames.ts";
import { interactions } from "./interactions.ts";
import { labs } from "./labs.ts";
import { lighthouse } from "./lighthouse.ts";
import { paint } from "./paint.ts";
import { search } from "./search.ts";
import { server } from "./server.ts";
import { weight } from "./weight.ts";

/** Every measurement, in the order they run. */
export const benches: readonly Bench[] = [
  weight,
  paint,
  lighthouse,
  frames,
  clusterFrames,
  interactions,
  labs,
  search,
  server,
  build,
];
