import { type Agent, type IncomingHttpHeaders, request as plainRequest } from "node:http";
import { request as tlsRequest } from "node:https";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export type Question = {
  readonly port: number;
  readonly tls?: boolean;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Without one every request has a connection of its own. */
  readonly agent?: Agent;
};

/** One request to a server on this machine; its certificate may be its own. */
export function ask(path: string, { port, tls = false, method, headers, agent }: Question): Promise<Answer> {
  const options = { host: "127.0.0.1", port, path, method, headers, agent: agent ?? false };
  return new Promise((done, fail) => {
    const sent = (tls ? tlsRequest : plainRequest)({ ...options, rejectUnauthorized: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", fail);
      response.on("end", () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
    });
    sent.on("error", fail);
    sent.end();
  });
}
