import { Agent } from "node:http";
import { percentile } from "./median.ts";
import { transfer } from "./transfer.ts";

export type Latencies = { readonly p50: number; readonly p95: number; readonly p99: number };

/** Every connection asks again as soon as it is answered. */
export async function askWithoutPause(
  address: URL,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<{ perSecond: number; errors: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const started = performance.now();
  const end = started + seconds * 1000;
  let answered = 0;
  let errors = 0;
  async function connection(): Promise<void> {
    while (performance.now() < end) {
      if (await isAnswered(address, agent)) answered++;
      else errors++;
    }
  }
  await Promise.all(Array.from({ length: connections }, connection));
  const took = performance.now() - started;
  agent.destroy();
  return { perSecond: (answered * 1000) / took, errors };
}

/**
 * Asks at a fixed rate, whether or not the earlier requests are answered, and counts from the moment
 * a request was due: a server that stalls does not hide how long readers waited.
 */
export async function askAtRate(
  address: URL,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Latencies & { errors: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const all = perSecond * seconds;
  const latencies: number[] = [];
  const waiting: Promise<void>[] = [];
  let errors = 0;
  const started = performance.now();
  for (let next = 0; next < all; ) {
    const due = (index: number) => started + (index * 1000) / perSecond;
    for (; next < all && due(next) <= performance.now(); next++) {
      const from = due(next);
      waiting.push(
        isAnswered(address, agent).then((ok) => {
          if (ok) latencies.push(performance.now() - from);
          else errors++;
        }),
      );
    }
    await new Promise((done) => setTimeout(done, 1));
  }
  await Promise.all(waiting);
  agent.destroy();
  const sorted = latencies.sort((a, b) => a - b);
  return {
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    errors,
  };
}

async function isAnswered(address: URL, agent: Agent): Promise<boolean> {
  try {
    return (await transfer(address, "br, gzip", agent)).status === 200;
  } catch {
    return false;
  }
}
