import type { Operation } from "../../models/images/build-graph.ts";

/** The Dockerfile of the lab in its shapes: the lines one reads, and the operations they come to. */

export const FILE_IDS = ["web", "server", "tests", "readme"] as const;
export type FileId = (typeof FILE_IDS)[number];
export const FILES: Readonly<Record<FileId, string>> = {
  web: "web/cart.ts",
  server: "server/main.cc",
  tests: "tests/pay.test.ts",
  readme: "README.md",
};

export type Shape = {
  /** Whether the parts are built in stages of their own. */
  readonly stages: boolean;
  /** Whether each stage copies its own folder and not the whole context. */
  readonly narrow: boolean;
  /** Whether the last stage stands on the small image. */
  readonly slim: boolean;
};

/** How often each file was edited: an edition stands for its content. */
export type Editions = Readonly<Record<FileId, number>>;
/** How long the two builds take. */
export type Efforts = { readonly web: number; readonly server: number };

export const TARGETS = ["final", "test"] as const;
export type Target = (typeof TARGETS)[number];

/** A line of the file, and the operation it comes to. */
export type Line = { readonly text: string; readonly operation: string; readonly mib: number };

const PACK_SECONDS = 10;
const TEST_SECONDS = 60;
const BIG_MIB = 380;
const SLIM_MIB = 80;

type Plan = { readonly lines: readonly Line[]; readonly operations: readonly Operation[] };

/** The file in a shape, for the files and times at hand. The operation of a target is called like it. */
export function planOf(shape: Shape, editions: Editions, efforts: Efforts): Plan {
  const lines: Line[] = [];
  const operations: Operation[] = [];
  const add = (
    id: string,
    text: string,
    mib: number,
    operation: Partial<Operation> & Pick<Operation, "seconds">,
  ): void => {
    // The name of a stage is no part of what is compared.
    const instruction = text.replace(/ AS \w+$/, "");
    lines.push({ text, operation: id, mib });
    operations.push({ id, instruction, makes: id, ...operation });
  };
  const checksum = (...files: readonly FileId[]) =>
    files.map((file) => `${file} ${editions[file]}`).join(", ");
  const all = checksum(...FILE_IDS);
  const bundle = checksum("web");
  const program = checksum("server");

  if (!shape.stages) {
    add("base", "FROM node:24", BIG_MIB, { seconds: 0 });
    add("copy", "COPY . .", 12, { on: "base", copies: all, seconds: 0 });
    add("web", "RUN make web", 60, { on: "copy", seconds: efforts.web });
    add("server", "RUN make server", 50, { on: "web", seconds: efforts.server });
    add("final", "RUN make pack", 1, { on: "server", seconds: PACK_SECONDS });
    return { lines, operations };
  }
  const own = (folder: string, file: FileId) =>
    shape.narrow ? ([`COPY ${folder}/ ${folder}/`, checksum(file)] as const) : (["COPY . .", all] as const);
  const [copyWeb, webFiles] = own("web", "web");
  add("web-base", "FROM node:24 AS web", BIG_MIB, { seconds: 0 });
  add("web-copy", copyWeb, 12, { on: "web-base", copies: webFiles, seconds: 0 });
  add("web", "RUN make web", 60, { on: "web-copy", makes: bundle, seconds: efforts.web });
  const [copyServer, serverFiles] = own("server", "server");
  add("server-base", "FROM node:24 AS server", BIG_MIB, { seconds: 0 });
  add("server-copy", copyServer, 12, { on: "server-base", copies: serverFiles, seconds: 0 });
  add("server", "RUN make server", 50, { on: "server-copy", makes: program, seconds: efforts.server });
  add("test-base", "FROM server AS test", 0, { on: "server", seconds: 0 });
  add("test-copy", "COPY tests/ tests/", 1, { on: "test-base", copies: checksum("tests"), seconds: 0 });
  add("test", "RUN make test", 1, { on: "test-copy", seconds: TEST_SECONDS });
  add("base", shape.slim ? "FROM node:24-slim" : "FROM node:24", shape.slim ? SLIM_MIB : BIG_MIB, {
    seconds: 0,
  });
  add("take-web", "COPY --from=web /src/dist dist", 20, { on: "base", from: "web", seconds: 0 });
  add("take-server", "COPY --from=server /src/bin bin", 15, { on: "take-web", from: "server", seconds: 0 });
  add("final", "RUN make pack", 1, { on: "take-server", seconds: PACK_SECONDS });
  return { lines, operations };
}

/** What the image of a target weighs: the layers it stands on, one over the other. */
export function sizeOf({ lines, operations }: Plan, target: Target): number {
  let size = 0;
  for (let at: string | undefined = target; at !== undefined; ) {
    const here: string = at;
    size += lines.find((line) => line.operation === here)!.mib;
    at = operations.find(({ id }) => id === here)?.on;
  }
  return size;
}
