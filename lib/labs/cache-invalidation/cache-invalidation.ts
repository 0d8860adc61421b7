import {
  buildCacheOf,
  type DockerfileInstruction,
  type InstructionResult,
} from "../../models/images/dockerfile-steps.ts";
import { named, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule } from "../../sim/lab.ts";

/** The lines of a Dockerfile in an order one chooses: which of them run again when a file changes? */

export type LineId = "from" | "workdir" | "deps" | "install" | "source" | "cmd";
export type FileId = "source" | "package" | "readme";

export type Line = {
  readonly text: string;
  /** Files that the line copies. */
  readonly copies: readonly FileId[];
  /** How long it takes when it is run: an assumption, so that orders can be compared. */
  readonly seconds: number;
};

export const LINES: Readonly<Record<LineId, Line>> = {
  from: { text: "FROM node:24-slim", copies: [], seconds: 0 },
  workdir: { text: "WORKDIR /app", copies: [], seconds: 1 },
  deps: { text: "COPY package.json package-lock.json ./", copies: ["package"], seconds: 1 },
  install: { text: "RUN npm ci", copies: [], seconds: 40 },
  source: { text: "COPY . .", copies: ["source", "package", "readme"], seconds: 2 },
  cmd: { text: 'CMD ["node", "server.js"]', copies: [], seconds: 0 },
};
export const FILES: Readonly<Record<FileId, string>> = {
  source: "server.js",
  package: "package-lock.json",
  readme: "README.md",
};

export type Built = {
  readonly steps: readonly DockerfileInstruction[];
  readonly results: readonly InstructionResult[];
};

export type CacheState = {
  readonly order: readonly LineId[];
  /** How often each file was edited. */
  readonly editions: Readonly<Record<FileId, number>>;
  /** Whether `.dockerignore` keeps README.md out of the build context. */
  readonly ignores: boolean;
  readonly builds: readonly Built[];
};

export type CacheEvent =
  | { readonly type: "move"; readonly line: LineId; readonly by: -1 | 1 }
  | { readonly type: "edit"; readonly file: FileId }
  | { readonly type: "ignore" };

function stepsOf(state: CacheState): readonly DockerfileInstruction[] {
  return state.order.map((id) => {
    const { text, copies } = LINES[id];
    const files = copies.filter((file) => file !== "readme" || !state.ignores);
    const [keyword = "", ...rest] = text.split(" ");
    return {
      keyword,
      rest: rest.join(" "),
      contentKey:
        copies.length === 0 ? null : files.map((file) => `${file} ${state.editions[file]}`).join(", "),
    };
  });
}

/** Builds once more. The cache knows every earlier build; the one that shares most is used. */
function build(state: CacheState): CacheState {
  const steps = stepsOf(state);
  const tries = state.builds.map((earlier) => buildCacheOf(earlier.steps, steps));
  const cachedIn = (results: readonly InstructionResult[]) =>
    results.filter((one) => one === "cached").length;
  const nothing = buildCacheOf([], steps);
  const results = tries.reduce((best, one) => (cachedIn(one) > cachedIn(best) ? one : best), nothing);
  return { ...state, builds: [...state.builds, { steps, results }] };
}

export function moved(order: readonly LineId[], line: LineId, by: -1 | 1): readonly LineId[] {
  const from = order.indexOf(line);
  const next = [...order];
  [next[from], next[from + by]] = [next[from + by]!, next[from]!];
  return next;
}

/** Why an order would not build at all; undefined when it does. */
export function problemOf(order: readonly LineId[]): string | undefined {
  if (order[0] !== "from") return "FROM은 맨 앞에 있어야 합니다.";
  const install = order.indexOf("install");
  if (!order.slice(0, install).some((id) => id === "deps" || id === "source")) {
    return "npm ci에는 package-lock.json이 있어야 하므로, 그 파일을 복사하는 줄보다 앞에 올 수 없습니다.";
  }
  if (order.indexOf("workdir") > Math.min(order.indexOf("deps"), order.indexOf("source"))) {
    return "WORKDIR가 COPY보다 뒤에 오면 파일이 다른 곳에 복사되어 npm ci가 찾지 못합니다.";
  }
  return undefined;
}

const rules: readonly Rule<CacheState, CacheEvent>[] = [
  {
    name: "줄 옮기기",
    on: "move",
    when: ({ order }, { line, by }) => {
      const to = order.indexOf(line) + by;
      if (to < 0 || to >= order.length) return "더 옮길 곳이 없습니다.";
      return problemOf(moved(order, line, by)) ?? true;
    },
    make: (state, { line, by }) => build({ ...state, order: moved(state.order, line, by) }),
  },
  {
    name: "파일 고치기",
    on: "edit",
    make: (state, { file }) =>
      build({ ...state, editions: { ...state.editions, [file]: state.editions[file] + 1 } }),
  },
  { name: ".dockerignore", on: "ignore", make: (state) => build({ ...state, ignores: !state.ignores }) },
];

export function lastBuild(state: CacheState): Built {
  return state.builds.at(-1)!;
}

export const RESULTS: Readonly<Record<InstructionResult, string>> = {
  cached: "캐시",
  run: "실행",
  config: "설정",
};

export function rerunOf(state: CacheState): { readonly steps: number; readonly seconds: number } {
  const { results } = lastBuild(state);
  const run = state.order.filter((_, index) => results[index] === "run");
  return { steps: run.length, seconds: run.reduce((sum, id) => sum + LINES[id].seconds, 0) };
}

function describe(state: CacheState, before: CacheState | undefined, event: CacheEvent | undefined): string {
  const { steps, seconds } = rerunOf(state);
  const first = lastBuild(state).results.indexOf("run");
  const from = first < 0 ? "" : `${first + 1}번째 줄 \`${LINES[state.order[first]!].text}\``;
  if (event === undefined || before === undefined) {
    return `처음 빌드라 캐시가 없어 ${steps}단계를 모두 실행했다(${seconds}초). \`CMD\` 줄은 설정이라 단계로 세지 않는다.`;
  }
  const after =
    steps === 0
      ? "모든 단계가 캐시에 있어 다시 실행한 것이 없다"
      : `${from}부터 ${steps}단계를 다시 실행했다(${seconds}초)`;
  switch (event.type) {
    case "edit":
      return event.file === "readme" && state.ignores
        ? `\`${FILES.readme}\` 파일을 고쳤지만 빌드 컨텍스트에 들지 않는 파일이라 ${after}.`
        : `\`${FILES[event.file]}\` 파일을 고치고 빌드하니 ${after}.`;
    case "move":
      if (steps > 0) return `줄을 옮기고 빌드하니 ${after}.`;
      return event.line === "cmd"
        ? "`CMD` 줄은 이미지의 설정만 바꾸므로, 옮기고 빌드해도 다시 실행한 것이 없다."
        : "앞서 같은 차례로 빌드한 적이 있어, 모든 단계를 캐시에서 가져왔다.";
    case "ignore":
      return `\`.dockerignore\` 파일에 \`README.md\` 줄을 ${state.ignores ? "넣고" : "빼고"} 빌드하니 ${after}.`;
  }
}

type Params = { readonly order: readonly LineId[] };

const LATE: readonly LineId[] = ["from", "workdir", "deps", "install", "source", "cmd"];
const EARLY: readonly LineId[] = ["from", "workdir", "source", "deps", "install", "cmd"];
const STEPS = Object.keys(LINES).length - 1;
const rerunSteps = (state: CacheState) => rerunOf(state).steps;

export const cacheInvalidation: Lab<CacheState, CacheEvent, Params> = {
  id: "docker-images-cache-invalidation",
  version: 1,
  scenarios: [
    {
      id: "source-early",
      title: "소스를 먼저 복사하면",
      about: "소스 한 줄을 고칠 때마다 의존성을 다시 설치하는지 본다.",
      goals: [
        {
          id: "sorted-out",
          ask: "`server.js`를 고쳐도 `npm ci`가 다시 돌지 않고, `README.md`를 고치면 아무것도 다시 돌지 않게 한다. 둘 다 고쳐 보여야 한다.",
          met: (state) => {
            if (state.order.indexOf("source") < state.order.indexOf("install"))
              return "`COPY . .`이 `npm ci`보다 앞에 있으면, 무엇을 고쳐도 설치가 다시 돈다.";
            if (!state.ignores)
              return "`COPY . .`은 README.md도 복사한다. 빌드에 들지 않게 하는 파일이 있다.";
            if (state.editions.source < 2 || state.editions.readme < 2)
              return "차례는 되었다. 이제 두 파일을 고쳐 정말 그런지 본다.";
            return (
              rerunOf(state).steps === 0 ||
              "마지막 빌드가 무엇인가 다시 실행했다. README.md를 고친 빌드로 끝내야 한다."
            );
          },
          within: 5,
        },
      ],
      params: { order: EARLY },
      script: [{ type: "edit", file: "source" }],
      predict: {
        ask: `server.js를 고치면 ${STEPS}단계 가운데 몇 단계를 다시 실행할까요?`,
        answer: { kind: "number", unit: "단계", min: 0, max: STEPS },
        at: 1,
        actual: rerunSteps,
        why: () => "`COPY . .`이 3번째라 거기부터 끝까지, 바뀌지 않은 `npm ci`도 다시 실행한다.",
      },
    },
    {
      id: "source-late",
      title: "소스를 나중에 복사하면",
      about: "의존성 목록을 먼저 복사하면 무엇이 캐시에 남는지 본다.",
      params: { order: LATE },
      script: [
        { type: "edit", file: "source" },
        { type: "edit", file: "package" },
      ],
      predict: {
        ask: `server.js를 고치면 ${STEPS}단계 가운데 몇 단계를 다시 실행할까요?`,
        answer: { kind: "number", unit: "단계", min: 0, max: STEPS },
        at: 1,
        actual: rerunSteps,
        why: () =>
          "`COPY . .`이 5번째라 그것만 다시 실행하고 `npm ci`는 캐시에 남는다. 뒤의 `CMD`는 설정이라 실행할 것이 없다.",
      },
    },
    {
      id: "command",
      title: "설정 줄을 앞으로 옮기면",
      about: "CMD처럼 설정만 바꾸는 줄이 캐시를 깨는지 본다.",
      params: { order: LATE },
      script: [
        { type: "move", line: "cmd", by: -1 },
        { type: "move", line: "cmd", by: -1 },
        { type: "move", line: "source", by: -1 },
      ],
      predict: {
        ask: "CMD를 npm ci 앞으로 옮기고 빌드하면 몇 단계를 다시 실행할까요?",
        answer: { kind: "number", unit: "단계", min: 0, max: STEPS },
        at: 2,
        actual: rerunSteps,
        why: () =>
          "빌드킷은 파일 시스템을 바꾸는 단계만 견준다. `CMD`나 `LABEL`, `EXPOSE`는 이미지의 설정이라 어디에 두어도, 무엇으로 고쳐도 캐시를 깨지 않는다.",
      },
    },
    {
      id: "readme",
      title: "설명서를 고쳤을 뿐인데",
      about: "빌드에 쓰지 않는 파일이 캐시를 깨는지 본다.",
      params: { order: LATE },
      script: [{ type: "edit", file: "readme" }, { type: "ignore" }, { type: "edit", file: "readme" }],
    },
  ],
  init: ({ order }) =>
    build({ order, editions: { source: 1, package: 1, readme: 1 }, ignores: false, builds: [] }),
  rules,
  describe,
  tables: (state) => [
    {
      caption: "마지막 빌드",
      columns: ["차례", "명령", "결과", "실행하면 걸리는 시간"],
      rows: state.order.map((id, index) => [
        index + 1,
        `\`${LINES[id].text}\``,
        RESULTS[lastBuild(state).results[index]!],
        `${LINES[id].seconds}초`,
      ]),
    },
  ],
  events: {
    move: { fields: { line: oneOf(Object.keys(LINES) as LineId[]), by: named({ up: -1, down: 1 }) } },
    edit: { fields: { file: oneOf(Object.keys(FILES) as FileId[]) } },
    ignore: {},
  },
};
