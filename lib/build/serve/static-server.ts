import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { contentType } from "../../headers/content-type.ts";
import { responseHeaders } from "../../headers/response-headers.ts";
import { REFUSED_PORTS } from "./refused-ports.ts";
import { sendFile } from "./send-file.ts";

/**
 * Answers requests from an exported site: the headers of `lib/headers` on every
 * answer, ETag, brotli and gzip made at build time, and the site's own page for
 * what does not exist.
 */
export function createStaticServer(folder: string): Server {
  const out = resolve(folder);
  const lostPage = readFileSync(join(out, "404.html"));

  function answerLost(response: ServerResponse): void {
    sendOurHeaders(response, "/404.html", 404);
    response.writeHead(404, {
      "Content-Type": contentType("404.html"),
      "Content-Length": lostPage.length,
    });
    response.end(lostPage);
  }

  return createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      sendOurHeaders(response, "/", 405);
      response.writeHead(405, { Allow: "GET, HEAD" }).end();
      return;
    }
    const [path = "/", query] = (request.url ?? "/").split("?", 2);
    let decoded: string;
    try {
      decoded = decodeURIComponent(path);
    } catch {
      sendOurHeaders(response, "/", 400);
      response
        .writeHead(400, { "Content-Type": "text/plain; charset=utf-8" })
        .end("주소를 읽을 수 없습니다.\n");
      return;
    }
    if (decoded.includes("\0") || /\.(br|gz)$/.test(decoded)) return answerLost(response);
    // A page has one address, the one that ends in a slash.
    if (
      !path.endsWith("/") &&
      !decoded.split("/").includes("..") &&
      existsSync(join(out, decoded, "index.html"))
    ) {
      sendOurHeaders(response, "/", 308);
      response
        .writeHead(308, {
          Location: `${path.replace(/^\/+/, "/")}/${query === undefined ? "" : `?${query}`}`,
        })
        .end();
      return;
    }
    sendOurHeaders(response, decoded, 200);
    sendFile(out, decoded, request, response).then(
      (sent) => sent || answerLost(response),
      () => response.destroy(),
    );
  });
}

/** The embedded server speaks plain HTTP; who puts TLS before it adds HSTS there. */
function sendOurHeaders(response: ServerResponse, path: string, status: number): void {
  for (const [name, value] of Object.entries(responseHeaders(path, { tls: false, status })))
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
        `포트 ${candidate}을 열 권한이 없습니다. PORT=3000처럼 1024 이상의 번호를 적어 주세요.`,
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
    throw new Error(`PORT="${text}"는 쓸 수 없습니다. 1부터 65535까지의 번호를 적어 주세요.`);
  return { host: environment.HOST || "127.0.0.1", port };
}
