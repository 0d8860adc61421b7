import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { replaceFile } from "../machine/replace-file.ts";
import { digestOf } from "../store/sights.ts";
import { fetchPicture, type Network } from "./fetch-picture.ts";

/** What a picture of another site became: a file, or why it did not. */
export type Brought =
  | { readonly kind: "file"; readonly path: string; readonly absolute: string }
  | { readonly kind: "failed" | "changed"; readonly reason: string }
  /** Nobody has asked for it yet. */
  | { readonly kind: "waiting" };

const lockSchema = z.record(
  z.string(),
  z.strictObject({
    sha256: z.string().regex(/^[\da-f]{64}$/),
    type: z.enum(["png", "jpg", "gif", "webp", "avif", "svg"]),
  }),
);

/** Which bytes each address gave when it was first fetched. */
export type Lock = z.infer<typeof lockSchema>;

/** @returns undefined for a text that is no lock */
export function parseLock(text: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function writeLock(lock: Lock): string {
  const sorted = Object.keys(lock)
    .sort()
    .map((address) => [address, lock[address]!] as const);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** Fetched at once. */
const AT_ONCE = 6;

/**
 * Brings pictures of other sites into a folder of the cache, each once: what is there under the digest that the lock
 * names is not asked for again, and other bytes than the lock names are not taken. Without a network only what is
 * there is answered.
 * @returns what each became, and the lock as it is to be now: what nobody shows any more has left it
 */
export async function downloadPictures(
  addresses: readonly string[],
  lock: Lock,
  cache: string,
  network: Network | undefined,
): Promise<{ readonly brought: ReadonlyMap<string, Brought>; readonly lock: Lock }> {
  const brought = new Map<string, Brought>();
  const now = new Map<string, Lock[string]>();
  const bring = async (address: string) => {
    const known = Object.hasOwn(lock, address) ? lock[address] : undefined;
    if (known) now.set(address, known);
    const kept = known && fileOf(cache, known);
    if (kept && isWhole(kept.absolute, known.sha256)) {
      brought.set(address, kept);
      return;
    }
    if (network === undefined) {
      brought.set(address, { kind: "waiting" });
      return;
    }
    const answer = await fetchPicture(address, network);
    if (answer.kind === "refused") {
      brought.set(address, { kind: "failed", reason: answer.reason });
      return;
    }
    const entry = { sha256: digestOf(answer.bytes), type: answer.extension } as Lock[string];
    if (known && known.sha256 !== entry.sha256) {
      brought.set(address, { kind: "changed", reason: "전에 내려받은 그림과 다릅니다" });
      return;
    }
    const file = fileOf(cache, entry);
    replaceFile(file.absolute, answer.bytes);
    now.set(address, entry);
    brought.set(address, file);
  };
  const waiting = [...new Set(addresses)];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await bring(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { brought, lock: Object.fromEntries(now) };
}

function fileOf(cache: string, { sha256, type }: Lock[string]): Extract<Brought, { kind: "file" }> {
  return {
    kind: "file",
    path: `elsewhere/${sha256.slice(0, 16)}.${type}`,
    absolute: join(cache, "pictures", `${sha256}.${type}`),
  };
}

function isWhole(absolute: string, sha256: string): boolean {
  return existsSync(absolute) && digestOf(readFileSync(absolute)) === sha256;
}
