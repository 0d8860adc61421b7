import { type Agent, request } from "node:http";

export type Answer = { readonly status: number; readonly type: string; readonly bytes: number };

/** One request; the body is counted as it comes over the line. */
export function transfer(address: URL, encoding: string, agent?: Agent): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request(address, { agent, headers: { "accept-encoding": encoding } }, (response) => {
      let bytes = 0;
      response.on("data", (part: Buffer) => {
        bytes += part.length;
      });
      response.on("error", fail);
      response.on("end", () =>
        done({ status: response.statusCode ?? 0, type: response.headers["content-type"] ?? "", bytes }),
      );
    });
    sent.on("error", fail);
    sent.end();
  });
}
