import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { contentType } from "../../headers/content-type.ts";
import { responseHeaders } from "../../headers/response-headers.ts";
import { withJosa } from "../../text/josa.ts";
import { REFUSED_PORTS } from "./refused-ports.ts";
import { sendFile } from "./send-file.ts";

export type ServerOptions = {
  /** How long a request waits for a site that is being put in place, in ms. */
  readonly wait?: number;
  /** How long the head of a request may take, in ms; a reader may stop reading for three times as long. */
  readonly patience?: number;
  /** Path below which the site is served, without a slash at its end. */
  readonly base?: string;
};

/**
 * Answers requests from an exported site: the headers of `lib/headers` on every answer, ETag, brotli and gzip
 * made at build time, and the site's own page for what does not exist. Nothing of the folder is known ahead:
 * a site put in its place whole (`swapFolder`) is served from the next request on.
 */
export function createStaticServer(
  folder: string,
  { wait = 5000, patience = 10_000, base = "" }: ServerOptions = {},
): Server {
  const out = resolve(folder);
  const server = createServer(
    {
      headersTimeout: patience,
      requestTimeout: patience,
      keepAliveTimeout: patience,
      connectionsCheckingInterval: Math.min(patience, 1000),
    },
    (request, response) =>
      void answer({ out, wait, base }, request, response).catch(() => {
        // The disk failed in the middle; there is nothing to say any more.
        response.destroy();
      }),
  );
  server.timeout = 3 * patience;
  return server;
}

type Place = { readonly out: string; readonly wait: number; readonly base: string };

async function answer(
  { out, wait, base }: Place,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [asked = "/", query] = (request.url ?? "/").split("?", 2);
  const sendOurHeaders = (path: string, status: number) => setHeaders(response, path, status, base);
  const answerShort = (status: number, text = "", path = "/") => {
    sendOurHeaders(path, status);
    if (text !== "") response.setHeader("Content-Type", "text/plain; charset=utf-8");
    response.writeHead(status).end(text && `${text}\n`);
  };
  const redirect = (page: string) => {
    response.setHeader("Location", query === undefined ? page : `${page}?${query}`);
    answerShort(308);
  };
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return answerShort(405);
  }
  if (base !== "" && !asked.startsWith(`${base}/`))
    return asked === base ? redirect(`${base}/`) : answerShort(404, `사이트는 ${base}/ 아래에 있습니다.`);
  const path = asked.slice(base.length);
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return answerShort(400, "주소를 읽을 수 없습니다.");
  }
  const hidden = /\0|\.(?:br|gz)$|\/\.(?!well-known\/)/.test(decoded);
  for (const started = performance.now(); performance.now() - started < wait; await sleep(10)) {
    const site = await idOf(out);
    if (site === undefined) continue;
    if (!hidden) {
      // A page has one address, the one that ends in a slash.
      if (!path.endsWith("/") && existsSync(join(out, decoded, "index.html"))) {
        return redirect(`${base}${path.replace(/^\/+/, "/")}/`);
      }
      sendOurHeaders(decoded, 200);
      const outcome = await sendFile(out, path, request, response);
      if (outcome === "sent") return;
      if (outcome === "changed") continue;
      if (outcome !== 404) return answerShort(outcome, "", decoded);
    }
    const lostPage = await readFile(join(out, "404.html")).catch(() => undefined);
    // What is not there may be in the site that took this one's place meanwhile.
    if (lostPage === undefined || (await idOf(out)) !== site) continue;
    sendOurHeaders("/404.html", 404);
    response.writeHead(404, {
      "Content-Type": contentType("404.html"),
      "Content-Length": lostPage.length,
    });
    response.end(lostPage);
    return;
  }
  response.setHeader("Retry-After", "1");
  answerShort(503, "사이트를 만들고 있습니다. 잠시 뒤에 다시 열어 주세요.");
}

/** Which folder stands in this place now; undefined between two. */
async function idOf(folder: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(folder);
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/** The embedded server speaks plain HTTP; who puts TLS before it adds HSTS there. */
function setHeaders(response: ServerResponse, path: string, status: number, base: string): void {
  for (const [name, value] of Object.entries(responseHeaders(path, { tls: false, status, base })))
    response.setHeader(name, value);
}

/**
 * Listens on `port`, or on the next of the twenty after it that is free and that
 * browsers open.
 * @returns the port taken
 * @throws Error with a Korean sentence when none is free or the host is unknown
 */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  for (let candidate = port; candidate < port + 20 && candidate <= 65535; candidate++) {
    if (REFUSED_PORTS.has(candidate)) continue;
    const problem = await new Promise<NodeJS.ErrnoException | undefined>((done) => {
      const onError = (error: NodeJS.ErrnoException) => done(error);
      server.once("error", onError);
      server.listen(candidate, host, () => {
        server.off("error", onError);
        done(undefined);
      });
    });
    if (!problem) return candidate;
    if (problem.code === "EACCES")
      throw new Error(
        `포트 ${withJosa(String(candidate), "을/를")} 열 권한이 없습니다. PORT=3000처럼 1024 이상의 번호를 적어 주세요.`,
        { cause: problem },
      );
    if (problem.code !== "EADDRINUSE")
      throw new Error(
        `HOST="${host}"에서 열 수 없습니다(${problem.code}). HOST=127.0.0.1이나 HOST=0.0.0.0으로 바꿔 주세요.`,
        { cause: problem },
      );
  }
  throw new Error(`포트 ${port}부터 20개가 모두 쓰이고 있습니다. PORT에 다른 번호를 적어 주세요.`);
}

/** Reads HOST and PORT. @throws Error with a Korean sentence when PORT is no port */
export function readHostAndPort(environment: Readonly<Record<string, string | undefined>>): {
  host: string;
  port: number;
} {
  const text = environment.PORT || "3000";
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(
      `PORT=${withJosa(`"${text}"`, "은/는")} 쓸 수 없습니다. 1부터 65535까지의 번호를 적어 주세요.`,
    );
  return { host: environment.HOST || "127.0.0.1", port };
}
