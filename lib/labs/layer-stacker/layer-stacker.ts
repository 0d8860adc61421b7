import { overlayLookup } from "../../models/images/overlay-lookup.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import {
  BASES,
  buildStep,
  type Context,
  type DoneStep,
  type Layer,
  layersOf,
  treeOf,
  workdirOf,
} from "./build.ts";
import { type Instruction, LONGEST_DOCKERFILE, METADATA, parseDockerfile } from "./dockerfile.ts";
import { applyEntries, diffTrees, type Entry, overlayOf, sizeOf } from "./layer.ts";
import { parseScript, runScript } from "./shell.ts";
import { isUnder } from "./tree.ts";

/** A Dockerfile built line by line: layers, cache, merged file system, a container on top, and a pull. */

export type StackState = {
  readonly text: string;
  readonly context: Context;
  /** Number of the build that runs. */
  readonly build: number;
  readonly steps: readonly DoneStep[];
  /** Builds before this one, oldest first: what the cache knows. */
  readonly cache: readonly (readonly DoneStep[])[];
  readonly failed: { readonly line: number; readonly error: string } | undefined;
  /** What the container wrote, as its upper directory holds it; undefined while there is none. */
  readonly upper: readonly Entry[] | undefined;
  readonly commands: number;
  readonly output: string;
  /** ChainIDs that the other machine has, and what its last pull took. */
  readonly remote: readonly string[];
  readonly pulled: { readonly fetched: number; readonly skipped: number; readonly bytes: number } | undefined;
};

export type StackEvent =
  | { readonly type: "build" }
  | { readonly type: "write"; readonly text: string }
  | { readonly type: "edit"; readonly file: string }
  | { readonly type: "start" }
  | { readonly type: "exec"; readonly command: string }
  | { readonly type: "remove" }
  | { readonly type: "pull" };

type Params = { readonly text: string };

const MB = 1_000_000;
const LONGEST_COMMAND = 120;
export const CONTEXT: Context = {
  "b.bin": { size: 10 * MB, edition: 1 },
  "app/main.py": { size: 4000, edition: 1 },
  "app/util.py": { size: 2000, edition: 1 },
  "requirements.txt": { size: 300, edition: 1 },
};
const BASE_NAMES = BASES.map((base) => base.name);

export function instructionsOf(text: string): readonly Instruction[] {
  const parsed = parseDockerfile(text, BASE_NAMES);
  return parsed.ok ? parsed.instructions : [];
}

export function isBuilt(state: StackState): boolean {
  return state.failed === undefined && state.steps.length === instructionsOf(state.text).length;
}

/** A new build: what was done so far is known to the cache. A container stays what it was made from: none here. */
function startOver(state: StackState): StackState {
  return {
    ...state,
    build: state.build + 1,
    cache: state.steps.length > 0 ? [...state.cache, state.steps] : state.cache,
    steps: [],
    failed: undefined,
    upper: undefined,
    output: "",
    pulled: undefined,
  };
}

const rules: readonly Rule<StackState, StackEvent>[] = [
  {
    name: "build",
    on: "build",
    when: (state) =>
      state.failed !== undefined
        ? "빌드가 멈췄습니다. Dockerfile을 고치면 다시 시작합니다."
        : !isBuilt(state) || "빌드가 끝났습니다. Dockerfile이나 파일을 고치면 다시 빌드합니다.",
    make: (state) => {
      const next = instructionsOf(state.text)[state.steps.length]!;
      const result = buildStep(next, state.steps, state.cache, state.context, state.build);
      if (!result.ok) return { ...state, failed: { line: next.line, error: result.error } };
      return { ...state, steps: [...state.steps, result.step] };
    },
  },
  {
    name: "Dockerfile 고치기",
    on: "write",
    when: ({ text: before }, { text }) => {
      const parsed = parseDockerfile(text, BASE_NAMES);
      if (!parsed.ok) return parsed.reason;
      return text !== before || "바뀐 것이 없습니다.";
    },
    make: (state, { text }) => ({ ...startOver(state), text }),
  },
  {
    name: "빌드 컨텍스트의 파일 고치기",
    on: "edit",
    when: ({ context }, { file }) => Object.hasOwn(context, file) || "빌드 컨텍스트에 없는 파일입니다.",
    make: (state, { file }) => {
      const old = state.context[file]!;
      return {
        ...startOver(state),
        context: { ...state.context, [file]: { ...old, edition: old.edition + 1 } },
      };
    },
  },
  {
    name: "docker run",
    on: "start",
    when: (state) =>
      !isBuilt(state)
        ? "이미지를 끝까지 빌드한 다음에 컨테이너를 만들 수 있습니다."
        : state.upper === undefined || "컨테이너가 이미 있습니다.",
    make: (state) => ({ ...state, upper: [], commands: 0, output: "" }),
  },
  {
    name: "docker exec",
    on: "exec",
    when: (state, { command }) => {
      if (state.upper === undefined) return "컨테이너가 없습니다. 먼저 만들어 주세요.";
      const script = parseScript(command);
      return script.ok || script.reason;
    },
    make: (state, { command }) => {
      const script = parseScript(command);
      const image = treeOf(layersOf(state.steps));
      const before = applyEntries(image, state.upper ?? []);
      const stamp = `c${state.commands}`;
      const session = { dir: workdirOf(state.steps), mtime: stamp, stamp };
      const ran = runScript(before, script.ok ? script.commands : [], session);
      const commands = state.commands + 1;
      if (!ran.ok) return { ...state, commands, output: ran.error };
      return { ...state, commands, output: "", upper: diffTrees(image, ran.tree) };
    },
  },
  {
    name: "docker rm",
    on: "remove",
    when: ({ upper }) => upper !== undefined || "지울 컨테이너가 없습니다.",
    make: (state) => ({ ...state, upper: undefined, output: "" }),
  },
  {
    name: "docker pull",
    on: "pull",
    when: (state) => isBuilt(state) || "이미지를 끝까지 빌드한 다음에 올리고 받을 수 있습니다.",
    make: (state) => {
      const layers = layersOf(state.steps);
      const missing = layers.filter((layer) => !state.remote.includes(layer.chainID));
      return {
        ...state,
        remote: [...new Set([...state.remote, ...layers.map((layer) => layer.chainID)])],
        pulled: {
          fetched: missing.length,
          skipped: layers.length - missing.length,
          bytes: missing.reduce((sum, layer) => sum + layer.size, 0),
        },
      };
    },
  },
];

export type MergedFile = {
  readonly path: string;
  readonly size: number;
  /** Number of the layer it is seen in; `upper` is one above the last. */
  readonly layer: number;
  /** Files of the same path further down that it covers. */
  readonly covers: number;
};
export type HiddenFile = {
  readonly path: string;
  readonly size: number;
  readonly layer: number;
  readonly by: number;
};

/** All layers of the view, lowest first; the container's own is the last when there is one. */
export function stackOf(state: StackState): readonly (readonly Entry[])[] {
  const layers = layersOf(state.steps).map((layer) => layer.entries);
  return state.upper === undefined ? layers : [...layers, state.upper];
}

export type Look = {
  readonly layer: number;
  readonly found: "file" | "dir" | "whiteout" | "none";
  /** This layer ends the search, or the search has ended above it. */
  readonly state: "passed" | "ends" | "unseen";
};

/** The way of a lookup from the top layer down: what is met, where it stops, and what is never looked at. */
export function lookUp(stack: readonly (readonly Entry[])[], path: string): readonly Look[] {
  let over = false;
  return stack
    .map((entries, layer): Look => ({ layer, found: metIn(entries, path), state: "passed" }))
    .reverse()
    .map((look) => {
      if (over) return { ...look, state: "unseen" as const };
      const opaque = stack[look.layer]!.some((entry) => entry.type === "opaque" && isUnder(path, entry.path));
      over = look.found === "file" || look.found === "whiteout" || opaque;
      if (!over) return look;
      return {
        ...look,
        found: look.found === "none" ? ("whiteout" as const) : look.found,
        state: "ends" as const,
      };
    });
}

function metIn(entries: readonly Entry[], path: string): Look["found"] {
  const own = entries.find((entry) => entry.path === path);
  if (own !== undefined) return own.type === "whiteout" ? "whiteout" : own.type === "file" ? "file" : "dir";
  const hidden = entries.some(
    (entry) => (entry.type === "whiteout" || entry.type === "file") && isUnder(path, entry.path),
  );
  if (hidden) return "whiteout";
  return entries.some((entry) => isUnder(entry.path, path) && entry.type !== "whiteout") ? "dir" : "none";
}

/** What the merged view shows, and what lies in the layers without being seen. */
export function mergedView(state: StackState): {
  readonly shown: readonly MergedFile[];
  readonly hidden: readonly HiddenFile[];
  readonly total: number;
  readonly visible: number;
} {
  const stack = stackOf(state);
  const overlay = stack.map(overlayOf).reverse();
  const places = new Map<string, number[]>();
  for (const [layer, entries] of stack.entries()) {
    for (const entry of entries) {
      if (entry.type === "file") places.set(entry.path, [...(places.get(entry.path) ?? []), layer]);
    }
  }
  const sizeIn = (path: string, layer: number) => {
    const entry = stack[layer]!.find((one) => one.path === path);
    return entry?.type === "file" ? entry.node.size : 0;
  };
  const shown: MergedFile[] = [];
  const hidden: HiddenFile[] = [];
  for (const [path, layers] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = overlayLookup(overlay, path);
    const seen = found.found && found.type === "file" ? stack.length - 1 - found.layer : undefined;
    if (seen !== undefined) {
      shown.push({
        path,
        size: sizeIn(path, seen),
        layer: seen,
        covers: layers.filter((one) => one < seen).length,
      });
    }
    const stop = lookUp(stack, path).find((look) => look.state === "ends");
    for (const layer of layers) {
      if (layer !== seen) hidden.push({ path, size: sizeIn(path, layer), layer, by: stop?.layer ?? layer });
    }
  }
  const sum = (files: readonly { readonly size: number }[]) =>
    files.reduce((total, file) => total + file.size, 0);
  return { shown, hidden, total: sum([...shown, ...hidden]), visible: sum(shown) };
}

/** `10MB`, `2kB`, `0B`: decimal, as Docker prints sizes. */
export function formatBytes(bytes: number): string {
  const [unit, name] =
    bytes >= 1e9 ? ([1e9, "GB"] as const) : bytes >= 1e6 ? MEGA : bytes >= 1e3 ? KILO : BYTE;
  return `${Math.round((bytes / unit) * 10) / 10}${name}`;
}
const MEGA = [1e6, "MB"] as const;
const KILO = [1e3, "kB"] as const;
const BYTE = [1, "B"] as const;

export function shorten(id: string): string {
  const hex = id.replace("sha256:", "");
  return `${hex.slice(0, 4)}…${hex.slice(-4)}`;
}

function imageSize(state: StackState): number {
  return layersOf(state.steps).reduce((sum, layer) => sum + layer.size, 0);
}

function describeBuild(state: StackState, before: StackState): string {
  if (state.failed !== undefined && before.failed === undefined) {
    return `${state.failed.line}행이 오류로 끝나 빌드가 멈췄다. 앞 단계의 결과는 캐시에 남는다.`;
  }
  const step = state.steps.at(-1)!;
  const total = formatBytes(imageSize(state));
  const what = `${step.line}행 \`${step.instruction}\``;
  if (step.result === "base") {
    return `기반 이미지의 레이어 ${step.layers.length}개를 그대로 물려받아 레이어 합계는 ${total}다.`;
  }
  if (step.result === "cached") {
    return `${what}: 앞선 빌드와 명령도 입력도 같아 캐시를 썼다. 합계는 ${total}다.`;
  }
  const reason = {
    "": "",
    text: "명령이 바뀌어 다시 실행했다. ",
    content: "복사할 파일의 내용이 바뀌어 다시 실행했다. ",
    before: "바로 앞 단계가 다시 실행되었으므로 이 단계도 다시 실행했다. ",
  }[step.because];
  const layer = step.layers[0];
  if (METADATA.includes(step.keyword)) {
    return `${what}: ${reason}설정만 바뀌고 레이어는 생기지 않는다(0B). 합계는 ${total}다.`;
  }
  if (layer === undefined)
    return `${what}: ${reason}루트 디렉터리는 만들 것이 없어 레이어가 생기지 않는다. 합계는 ${total}다.`;
  const hidden = mergedView(state).hidden;
  const gone = layer.entries.filter((entry) => entry.type === "whiteout" || entry.type === "opaque");
  if (gone.length > 0) {
    const covered = hidden.filter((file) =>
      gone.some((entry) => file.path === entry.path || isUnder(file.path, entry.path)),
    );
    const size = covered.reduce((sum, file) => sum + file.size, 0);
    return `${what}: ${reason}화이트아웃 ${gone.length}개가 아래 파일을 가릴 뿐, ${formatBytes(size)}는 아래 레이어에 그대로 남아 합계는 ${total}다.`;
  }
  if (layer.entries.length === 0)
    return `${what}: ${reason}파일이 바뀌지 않아 빈 레이어가 하나 생겼다. 합계는 ${total}다.`;
  const copies = copiedUp(state, layer);
  if (copies.length > 0) {
    return `${what}: ${reason}아래에 있던 \`/${copies[0]!.path}\` 파일이 통째로 이 레이어에 다시 들어가 ${formatBytes(layer.size)}가 더해졌다. 합계는 ${total}다.`;
  }
  return `${what}: ${reason}${formatBytes(layer.size)}짜리 레이어가 쌓여 합계는 ${total}다.`;
}

/** Files of a layer that a layer below has as well: written again whole, however small the change. */
function copiedUp(state: StackState, layer: Layer): readonly Entry[] {
  const below = layersOf(state.steps).slice(0, -1);
  return layer.entries.filter(
    (entry) =>
      entry.type === "file" &&
      below.some((one) => one.entries.some((other) => other.type === "file" && other.path === entry.path)),
  );
}

function describeExec(state: StackState, before: StackState, command: string): string {
  if (state.output !== "") return `컨테이너에서 \`${command}\` 명령이 오류로 끝나 아무것도 바뀌지 않았다.`;
  const layers = layersOf(state.steps);
  const old = new Set((before.upper ?? []).map((entry) => entry.path));
  const fresh = (state.upper ?? []).filter((entry) => !old.has(entry.path));
  const inImage = (path: string) =>
    layers.some((layer) => layer.entries.some((entry) => entry.type === "file" && entry.path === path));
  const copied = fresh.find((entry) => entry.type === "file" && inImage(entry.path));
  if (copied?.type === "file") {
    return `\`/${copied.path}\` 파일을 처음 고치므로 ${formatBytes(copied.node.size)} 전체를 쓰기 레이어로 복사한 다음 고쳤다(copy-up).`;
  }
  const gone = fresh.find((entry) => entry.type === "whiteout");
  if (gone !== undefined)
    return `쓰기 레이어에 화이트아웃이 생겨 \`/${gone.path}\` 경로를 가린다. 이미지는 그대로다.`;
  if (fresh.length > 0)
    return `새 파일은 쓰기 레이어에만 생긴다. 쓰기 레이어는 이제 ${formatBytes(sizeOf(state.upper ?? []))}다.`;
  if (JSON.stringify(state.upper) === JSON.stringify(before.upper))
    return "바뀐 것이 없어 쓰기 레이어도 그대로다.";
  return `이미 쓰기 레이어에 있는 것이라 그 자리에서 바뀌었다. 쓰기 레이어는 이제 ${formatBytes(sizeOf(state.upper ?? []))}다.`;
}

function describe(state: StackState, before: StackState | undefined, event: StackEvent | undefined): string {
  if (event === undefined || before === undefined) {
    return `Dockerfile의 명령 ${instructionsOf(state.text).length}개를 아직 하나도 실행하지 않았다.`;
  }
  switch (event.type) {
    case "build":
      return describeBuild(state, before);
    case "write":
      return "Dockerfile을 고쳤다. 이제 첫 줄부터 다시 빌드하면서 앞선 빌드와 견준다.";
    case "edit":
      return `빌드 컨텍스트의 \`${event.file}\` 파일을 고쳤다. 다시 빌드하면 그 파일을 복사하는 줄부터 캐시가 깨진다.`;
    case "start":
      return "컨테이너를 만들자 이미지 레이어 위에 빈 쓰기 레이어가 놓였다. 이미지는 한 바이트도 복사하지 않았다.";
    case "exec":
      return describeExec(state, before, event.command);
    case "remove":
      return "컨테이너를 지우자 쓰기 레이어가 함께 사라졌다. 이미지는 그대로다.";
    case "pull": {
      const { fetched, skipped, bytes } = state.pulled!;
      return fetched === 0
        ? `다른 컴퓨터가 이 이미지의 레이어 ${skipped}개를 모두 가지고 있어 받을 레이어가 없다.`
        : `다른 컴퓨터가 레이어 ${fetched}개, 압축 전 크기로 ${formatBytes(bytes)}를 받고 이미 있는 ${skipped}개는 건너뛰었다.`;
    }
  }
}

function tables(state: StackState): readonly Table[] {
  const layers = layersOf(state.steps);
  const { shown, hidden } = mergedView(state);
  return [
    {
      caption: "Dockerfile의 단계",
      columns: ["행", "명령", "결과", "레이어"],
      rows: instructionsOf(state.text).map((instruction, index) => {
        const step = state.steps[index];
        return [
          instruction.line,
          `\`${instruction.text}\``,
          RESULTS[step?.result ?? "todo"],
          step?.layers.length ?? "",
        ];
      }),
    },
    {
      caption: "레이어(아래부터)",
      columns: ["층", "만든 명령", "크기", "든 것", "diffID", "ChainID"],
      rows: layers.map((layer, index) => [
        `L${index}`,
        `\`${layer.instruction}\``,
        formatBytes(layer.size),
        entriesInWords(layer.entries),
        layer.diffID,
        layer.chainID,
      ]),
    },
    {
      caption: "합쳐진 파일 시스템",
      columns: ["경로", "보이나", "층", "크기"],
      rows: [
        ...shown.map((file) => [
          `\`/${file.path}\``,
          "보임",
          nameOfLayer(state, file.layer),
          formatBytes(file.size),
        ]),
        ...hidden.map((file) => [
          `\`/${file.path}\``,
          `${nameOfLayer(state, file.by)} 층이 가림`,
          nameOfLayer(state, file.layer),
          formatBytes(file.size),
        ]),
      ],
    },
  ];
}

export const RESULTS = { base: "기반", cached: "캐시", run: "실행", todo: "아직" } as const;

export function nameOfLayer(state: StackState, layer: number): string {
  return layer < layersOf(state.steps).length ? `L${layer}` : "쓰기";
}

function entriesInWords(entries: readonly Entry[]): string {
  if (entries.length === 0) return "없음";
  return entries
    .map((entry) =>
      entry.type === "whiteout"
        ? `\`/${entry.path}\` 화이트아웃`
        : entry.type === "opaque"
          ? `\`/${entry.path}/\` 불투명 디렉터리`
          : `\`/${entry.path}${entry.type === "dir" ? "/" : ""}\``,
    )
    .join(", ");
}

function readEvent(text: string): StackEvent | undefined {
  const [, type = "", rest = ""] = /^([a-z]+)(?::(.*))?$/s.exec(text) ?? [];
  const bare = !text.includes(":");
  switch (type) {
    case "build":
    case "start":
    case "remove":
    case "pull":
      return bare ? { type } : undefined;
    case "write":
      return rest !== "" && rest.length <= LONGEST_DOCKERFILE ? { type, text: rest } : undefined;
    case "edit":
      return Object.hasOwn(CONTEXT, rest) ? { type, file: rest } : undefined;
    case "exec":
      return rest !== "" && rest.length <= LONGEST_COMMAND ? { type, command: rest } : undefined;
    default:
      return undefined;
  }
}

function writeEvent(event: StackEvent): string {
  switch (event.type) {
    case "write":
      return `write:${event.text}`;
    case "edit":
      return `edit:${event.file}`;
    case "exec":
      return `exec:${event.command}`;
    default:
      return event.type;
  }
}

const DELETE = `FROM base:1.0
ENV APP_ENV=prod
RUN rm /data/a.bin
COPY b.bin /data/
CMD ["/app/run"]`;

const builds = (count: number): StackEvent[] => Array.from({ length: count }, () => ({ type: "build" }));

export const layerStacker: Lab<StackState, StackEvent, Params> = {
  id: "docker-images-layer-stacker",
  version: 1,
  scenarios: [
    {
      id: "delete",
      title: "지워도 줄지 않는 용량",
      about: "60MB 파일을 지운 뒤 레이어 합계가 얼마인지 본다.",
      params: { text: DELETE },
      predict: {
        ask: "100MB에서 60MB 파일을 지우고 10MB를 더하면 레이어 합계는 몇 MB일까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 1000 },
        at: 4,
        actual: (state) => imageSize(state) / MB,
        why: (state) =>
          `삭제는 빼기가 아니라 덮기다. 가려진 \`/data/a.bin\` ${formatBytes(mergedView(state).hidden.reduce((sum, file) => sum + file.size, 0))}가 합계에 그대로 들어 있다.`,
      },
    },
    {
      id: "one-run",
      title: "같은 RUN에서 만들고 지우기",
      about: "한 명령 안에서 만들고 지운 파일은 어디에도 남지 않는다.",
      params: {
        text: `FROM base:1.0
RUN fallocate -l 50MB /tmp.tar && rm /tmp.tar
RUN fallocate -l 50MB /tmp.tar
RUN rm /tmp.tar`,
      },
      predict: {
        ask: "2행까지 실행하면 레이어 합계는 몇 MB일까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 1000 },
        at: 2,
        actual: (state) => imageSize(state) / MB,
        why: () => "레이어는 명령이 끝난 뒤의 차이만 담는다. 명령 안에서 생겼다 사라진 파일은 차이가 아니다.",
      },
    },
    {
      id: "rebuild",
      title: "고치고 다시 빌드하기",
      about: "소스를 고쳤을 때 어느 줄부터 캐시가 깨지는지 본다.",
      params: {
        text: `FROM runtime:1.0
WORKDIR /srv
COPY requirements.txt .
RUN fallocate -l 30MB libs.bin
COPY app app/
CMD ["python", "app/main.py"]`,
      },
      script: [
        ...builds(6),
        { type: "pull" },
        { type: "edit", file: "app/main.py" },
        ...builds(6),
        { type: "pull" },
      ],
      predict: {
        ask: "app/main.py를 고치고 다시 빌드하면 6단계 가운데 몇 단계를 다시 실행할까요?",
        answer: { kind: "number", unit: "단계", min: 0, max: 6 },
        at: 14,
        actual: (state) => state.steps.filter((step) => step.result === "run").length,
        why: () => "`COPY app`부터 다시 실행하고, 그 위의 `RUN`은 입력이 같아 캐시를 쓴다.",
      },
    },
    {
      id: "chmod",
      title: "권한만 바꿔도",
      about: "권한만 바꾼 파일이 레이어에 얼마나 더해지는지 본다.",
      params: {
        text: `FROM base:1.0
RUN chmod 600 /data/a.bin
RUN mkdir -p /data/new && touch /data/new/x
RUN rm -r /data && mkdir /data && touch /data/only`,
      },
      predict: {
        ask: "60MB 파일의 권한만 바꾸면 레이어는 몇 MB 늘까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 1000 },
        at: 2,
        actual: (state) => (layersOf(state.steps).at(-1)?.size ?? 0) / MB,
        why: () => "레이어에는 파일이 통째로 들어간다. 한 비트만 바뀌어도 60MB가 다시 쌓인다.",
      },
    },
    {
      id: "container",
      title: "컨테이너의 쓰기 레이어",
      about: "컨테이너 안에서 고치고 지운 것이 어디에 남는지 본다.",
      params: { text: DELETE },
      script: [
        ...builds(5),
        { type: "start" },
        { type: "exec", command: "echo hello >> /data/b.bin" },
        { type: "exec", command: "echo again >> /data/b.bin" },
        { type: "exec", command: "rm /os/system" },
        { type: "remove" },
      ],
    },
  ],
  init: ({ text }) => ({
    text,
    context: CONTEXT,
    build: 1,
    steps: [],
    cache: [],
    failed: undefined,
    upper: undefined,
    commands: 0,
    output: "",
    remote: [],
    pulled: undefined,
  }),
  rules,
  next: (state) => (state.failed === undefined && !isBuilt(state) ? { type: "build" } : undefined),
  describe,
  tables,
  writeEvent,
  readEvent,
};
