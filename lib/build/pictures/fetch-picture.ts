import { lookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { BlockList, isIP } from "node:net";

/** What may come, in bytes. */
export const LARGEST_BYTES = 10 * 1024 * 1024;
const MOST_REDIRECTS = 5;
/** For a server that says nothing, in milliseconds: for what hangs, not for what is slow. */
const PATIENCE_MS = 60_000;

export type Fetched =
  | { readonly kind: "fetched"; readonly bytes: Buffer; readonly extension: string }
  | { readonly kind: "refused"; readonly reason: string };

/** How the network is reached; tests have one of their own. */
export type Network = {
  /** All addresses of a host. @throws where there is none */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Asks for a URL at exactly this address, and answers with the head of what comes. */
  readonly open: (url: URL, address: string) => Promise<IncomingMessage>;
};

export const NETWORK: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  open: (url, address) =>
    new Promise((done, fail) => {
      const asked = request(
        url,
        {
          // The address that was looked at is the one that is called: a name may answer otherwise the next time.
          lookup: (_, options, tell) => {
            const family = isIP(address);
            if (options.all) tell(null, [{ address, family }]);
            else tell(null, address, family);
          },
          headers: { Accept: "image/*", "User-Agent": "whale-notes" },
          timeout: PATIENCE_MS,
          agent: false,
        },
        done,
      );
      asked.on("timeout", () => asked.destroy(new Error("timeout")));
      asked.on("error", fail);
      asked.end();
    }),
};

const PRIVATE = new BlockList();
// IANA's registry of special-purpose addresses; whatever is not for everybody's use.
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
const PUBLIC_6 = new BlockList();
PUBLIC_6.addSubnet("2000::", 3, "ipv6");
// Parts of it that carry an address of version 4 inside, or are for documents.
const PRIVATE_6 = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  PRIVATE_6.addSubnet(network, prefix, "ipv6");

/** Whether an address is one that everybody can reach, and not one of this machine or the network around it. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE.check(address, "ipv4");
    case 6:
      return PUBLIC_6.check(address, "ipv6") && !PRIVATE_6.check(address, "ipv6");
    default:
      return false;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/svg+xml": "svg",
};

/**
 * Fetches a picture. Only over HTTPS, only from public addresses (also after a redirect, and by what the name
 * resolves to), at most 10 MB, and only what its server calls a picture and what begins like one. Never throws.
 */
export async function fetchPicture(address: string, network: Network = NETWORK): Promise<Fetched> {
  try {
    return await follow(address, network);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return refused(`불러오지 못했습니다(${code ?? message})`);
  }
}

const refused = (reason: string): Fetched => ({ kind: "refused", reason });

async function follow(address: string, network: Network): Promise<Fetched> {
  let url = URL.parse(address);
  for (let turns = 0; turns <= MOST_REDIRECTS; turns++) {
    if (url === null || url.protocol !== "https:") return refused("https 주소가 아닙니다");
    if (url.username !== "" || url.password !== "") return refused("주소에 이름이나 비밀번호가 있습니다");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const addresses = isIP(host) ? [host] : await network.resolve(host);
    // Of a name with several addresses, all count: which one is called is chance.
    if (addresses.length === 0 || !addresses.every(isPublicAddress))
      return refused("이 컴퓨터나 안쪽 망의 주소입니다");
    const answer = await network.open(url, addresses[0]!);
    const { statusCode = 0, headers } = answer;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      answer.destroy();
      url = URL.parse(headers.location, url.href);
      continue;
    }
    if (statusCode !== 200) {
      answer.destroy();
      return refused(`서버의 답이 ${statusCode}입니다`);
    }
    return take(answer);
  }
  return refused(`${MOST_REDIRECTS}번 넘게 다른 주소로 보냅니다`);
}

async function take(answer: IncomingMessage): Promise<Fetched> {
  const type = (answer.headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  const extension = Object.hasOwn(TYPES, type) ? TYPES[type]! : undefined;
  if (extension === undefined) {
    answer.destroy();
    return refused(`그림이 아니라 ${type || "알 수 없는 것"}입니다`);
  }
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LARGEST_BYTES) {
      answer.destroy();
      return refused("10MB보다 큽니다");
    }
    parts.push(part);
  }
  const bytes = Buffer.concat(parts);
  return beginsLike(extension, bytes)
    ? { kind: "fetched", bytes, extension }
    : refused(`서버의 말(${type})과 다른 파일입니다`);
}

function beginsLike(extension: string, bytes: Buffer): boolean {
  const head = bytes.toString("latin1", 0, 16);
  switch (extension) {
    case "png":
      return head.startsWith("\x89PNG");
    case "jpg":
      return head.startsWith("\xff\xd8");
    case "gif":
      return head.startsWith("GIF8");
    case "webp":
      return head.startsWith("RIFF") && head.slice(8, 12) === "WEBP";
    case "avif":
      return head.slice(4, 8) === "ftyp";
    default:
      return /<svg[\s>]/i.test(bytes.toString("utf8", 0, 64 * 1024));
  }
}
