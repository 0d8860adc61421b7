import { fstatSync, type Stats } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import Negotiator from "negotiator";
import send from "send";
import { contentType } from "../../headers/content-type.ts";
import { readableRange } from "./readable-range.ts";

/** What became of a file: a status for which nothing was sent yet, or that it was another one when it was opened. */
export type Outcome = "sent" | "changed" | 404 | 412 | 416 | 500;

/** The copies that the build made, best first. */
const ENDS = { br: ".br", gzip: ".gz", identity: "" } as const;
type Encoding = keyof typeof ENDS;
const ENCODINGS = ["br", "gzip", "identity"] as const satisfies readonly Encoding[];

/**
 * Sends a file of an exported site as it is on disk now: with what RFC 9110 says of ranges, conditions and
 * accepted encodings, by the libraries `send` and `negotiator`. Headers that were set before stay.
 * @param path the address as it was asked for, still encoded; one that ends in a slash is that of a page
 * @returns anything but `sent`, with nothing sent, when that file is not the answer
 */
export async function sendFile(
  out: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Outcome> {
  const before = response.getHeaders();
  const name = path.endsWith("/") ? `${path}index.html` : path;
  // A range is of the file itself.
  const accepted: Encoding[] = request.headers.range
    ? []
    : new Negotiator(request).encodings(ENCODINGS, { preferred: ENCODINGS });
  for (const encoding of new Set([...accepted, "identity" as const])) {
    const outcome = await sendAs(encoding, out, name, request, response);
    if (outcome === "sent") return outcome;
    const range = response.getHeader("Content-Range");
    for (const set of response.getHeaderNames()) response.removeHeader(set);
    for (const [set, value] of Object.entries(before))
      if (value !== undefined) response.setHeader(set, value);
    if (outcome === 416 && range !== undefined) response.setHeader("Content-Range", range);
    if (outcome !== 404) return outcome;
  }
  return 404;
}

function sendAs(
  encoding: Encoding,
  out: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Outcome> {
  const { range, "if-range": condition } = request.headers as Readonly<Record<string, string | undefined>>;
  const readable: IncomingMessage = Object.create(request, {
    headers: { value: { ...request.headers, "if-range": undefined } },
  });
  let known: Stats;
  return new Promise((done) => {
    const onClose = () => done("sent");
    const end = (outcome: Outcome) => {
      response.off("close", onClose);
      // Half an answer cannot be taken back.
      if (response.headersSent) response.destroy();
      done(response.headersSent ? "sent" : outcome);
    };
    response.once("close", onClose);
    send(readable, name + ENDS[encoding], {
      root: out,
      index: false,
      dotfiles: "allow",
      cacheControl: false,
    })
      .on("file", (_: string, stats: Stats) => {
        known = stats;
        const tag = `"${stats.size.toString(16)}-${stats.mtimeMs.toString(16)}-${encoding}"`;
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Content-Type", contentType(name));
        if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
        readable.headers.range = readableRange(range, condition, stats, tag);
      })
      .on("stream", (stream) =>
        stream.once("open", (file: number) => {
          const opened = fstatSync(file);
          if (opened.ino === known.ino && opened.size === known.size && opened.mtimeMs === known.mtimeMs)
            return;
          stream.unpipe(response);
          stream.destroy();
          end("changed");
        }),
      )
      .on("directory", () => end(404))
      .on("error", ({ status }: { status: number }) =>
        end(status === 412 || status === 416 || status === 500 ? status : 404),
      )
      .pipe(response);
  });
}
