import { type Outcome, type Solved, solveBuild } from "../../models/images/build-graph.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { every, type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import { formatNumber } from "../../text/format-number.ts";
import {
  FILE_IDS,
  FILES,
  type FileId,
  planOf,
  type Shape,
  sizeOf,
  TARGETS,
  type Target,
} from "./dockerfile.ts";

/** A Dockerfile whose stages one parts: what runs at the same time, what does not run, and what is kept. */

export type Built = {
  readonly target: Target;
  readonly shape: Shape;
  /** What was edited since the build before. */
  readonly edited: readonly FileId[];
  readonly worked: Solved["worked"];
  readonly seconds: number;
  /** The image, MB. */
  readonly size: number;
};

export type StageState = {
  /** How long the two builds take, seconds. */
  readonly web: number;
  readonly server: number;
  readonly shape: Shape;
  readonly editions: Readonly<Record<FileId, number>>;
  /** Edited since the last build. */
  readonly edited: readonly FileId[];
  readonly cache: readonly string[];
  readonly built: Built | undefined;
};

export type SettingName = "web" | "server";
export type StageEvent =
  | SetEvent<SettingName>
  | { readonly type: "shape"; readonly what: keyof Shape }
  | { readonly type: "edit"; readonly file: FileId }
  | { readonly type: "build"; readonly target: Target }
  | { readonly type: "prune" };

export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  web: { name: "프런트엔드 빌드", unit: "초", values: [30, 90, 150], fine: every(10, 200, 10) },
  server: { name: "서버 빌드", unit: "초", values: [30, 120, 200], fine: every(10, 200, 10) },
};
const SET = settingsOf(SETTINGS);

export const SHAPE_WORDS: Readonly<Record<keyof Shape, string>> = {
  stages: "단계로 나누기",
  narrow: "자기 폴더만 복사",
  slim: "마지막은 slim에서",
};

type Params = { readonly shape?: Partial<Shape>; readonly isBuilt?: boolean };

const ONE_LINE: Shape = { stages: false, narrow: false, slim: false };

function build(state: StageState, target: Target): StageState {
  const plan = planOf(state.shape, state.editions, state);
  const { worked, seconds, cache } = solveBuild(plan.operations, target, state.cache);
  const { shape, edited } = state;
  const built = { target, shape, edited, worked, seconds, size: sizeOf(plan, target) };
  return { ...state, edited: [], cache, built };
}

/** Without a cache, as after `docker builder prune`. */
const buildAnew = (state: StageState) => build({ ...state, cache: [] }, "final");

/** What the final image takes when it is built from nothing, in stages or in one line. */
export function secondsAnew(state: StageState, stages: boolean): number {
  const { operations } = planOf({ ...state.shape, stages }, state.editions, state);
  return solveBuild(operations, "final", []).seconds;
}

const rules: readonly Rule<StageState, StageEvent>[] = [
  {
    name: "시간 바꾸기",
    on: "set",
    when: SET.may,
    make: (state, { what, value }) => buildAnew({ ...state, [what]: value }),
  },
  {
    name: "Dockerfile 고치기",
    on: "shape",
    when: ({ shape }, { what }) => {
      if (what === "stages")
        return (
          !(shape.stages && (shape.narrow || shape.slim)) ||
          "한 줄로 되돌리려면 폴더마다 복사하는 것과 slim부터 되돌려야 합니다."
        );
      if (shape.stages) return true;
      return what === "slim"
        ? "`node:24-slim`에는 컴파일러가 없어 `make server`가 실패합니다. 빌드하는 단계를 먼저 나눠야 합니다."
        : "단계가 하나라 `web`과 `server`가 모두 있어야 합니다. 단계를 먼저 나눠야 합니다.";
    },
    make: (state, { what }) => ({ ...state, shape: { ...state.shape, [what]: !state.shape[what] } }),
  },
  {
    name: "파일 고치기",
    on: "edit",
    make: (state, { file }) => ({
      ...state,
      editions: { ...state.editions, [file]: state.editions[file] + 1 },
      edited: [...new Set([...state.edited, file])].sort(),
    }),
  },
  {
    name: "docker build",
    on: "build",
    when: ({ shape }, { target }) =>
      target === "final" || shape.stages || "`test`라는 단계가 없습니다. 단계를 먼저 나눠야 합니다.",
    make: (state, { target }) => build(state, target),
  },
  {
    name: "docker builder prune",
    on: "prune",
    when: ({ cache }) => cache.length > 0 || "지울 캐시가 없습니다.",
    make: (state) => ({ ...state, cache: [] }),
  },
];

/** The operations whose time is worth a row, in the order of the drawing. */
export const ROWS = [
  ["web", "make web"],
  ["server", "make server"],
  ["test", "make test"],
  ["take-web", "COPY --from=web"],
  ["take-server", "COPY --from=server"],
  ["final", "make pack"],
] as const;

export const OUTCOMES: Readonly<Record<Outcome, string>> = { unused: "안 씀", cached: "캐시", run: "실행" };

/** The commands that a build ran, longest first. */
function ran({ worked }: Built): readonly string[] {
  return ROWS.map(([id, name]) => ({ name, work: worked[id] }))
    .filter(({ work }) => work?.outcome === "run" && work.end > work.start)
    .sort((a, b) => b.work!.end - b.work!.start - (a.work!.end - a.work!.start))
    .map(({ name }) => `\`${name}\``);
}

function describeBuild(built: Built): string {
  const commands = ran(built);
  const what =
    built.edited.length === 0
      ? ""
      : `${built.edited.map((file) => `\`${FILES[file]}\``).join(", ")} 파일을 고친 뒤의 빌드다. `;
  if (built.seconds === 0) return `${what}실행한 것이 없어 0초에 끝났다.`;
  const together =
    built.worked.web?.outcome === "run" &&
    built.worked.server?.outcome === "run" &&
    built.worked.server.start < built.worked.web.end;
  const sentences = [
    `${what}${commands.join(", ")} 명령을 실행해 ${formatNumber(built.seconds)}초가 걸렸다.`,
    ...(together ? ["두 단계는 나란히 돌았다."] : []),
    ...(built.target === "final" ? [`이미지는 ${formatNumber(built.size)}MB다.`] : []),
  ];
  return sentences.join(" ");
}

function describe(state: StageState, _before: StageState | undefined, event: StageEvent | undefined): string {
  const { built, shape } = state;
  switch (event?.type) {
    case undefined:
      return built === undefined
        ? "아직 빌드하지 않았다. Dockerfile은 웹 화면과 서버를 만들어 한 이미지에 담는다."
        : `한 번 빌드해 캐시가 있다. 이미지는 ${formatNumber(built.size)}MB다.`;
    case "shape": {
      if (event.what === "stages")
        return shape.stages
          ? "웹 화면과 서버를 저마다의 단계로 나누고 서버 위에 시험 단계도 두었다. 웹과 서버는 서로를 기다리지 않는다."
          : "모두 한 단계에 한 줄로 적었다. 앞줄이 끝나야 뒷줄이 돈다.";
      if (event.what === "narrow")
        return shape.narrow
          ? "단계마다 자기 폴더만 복사한다. 다른 폴더가 바뀌어도 그 단계의 입력은 그대로다."
          : "단계마다 컨텍스트를 통째로 복사한다. 무엇이 바뀌어도 모든 단계의 입력이 바뀐다.";
      return shape.slim
        ? "마지막 단계만 `node:24-slim` 위에 세웠다. 컴파일러는 앞 단계에만 있다."
        : "마지막 단계도 `node:24` 위에 세웠다.";
    }
    case "edit":
      return `\`${FILES[event.file]}\` 파일을 고쳤다. 다시 빌드해야 이미지에 들어간다.`;
    case "prune":
      return "빌드 캐시를 모두 지웠다. 다음 빌드는 처음부터다.";
    case "set":
      return `캐시 없이 빌드하니, ${describeBuild(built!)}`;
    case "build":
      return describeBuild(built!);
  }
}

function tables(state: StageState): readonly Table[] {
  const { built, edited } = state;
  const { lines, operations } = planOf(state.shape, state.editions, state);
  return [
    {
      caption: "Dockerfile과 마지막 빌드",
      columns: ["줄", "결과", "시작(초)", "끝(초)"],
      rows: lines.map(({ text, operation }) => {
        const work = isSameShape(state) ? built?.worked[operation] : undefined;
        return work === undefined
          ? [`\`${text}\``, "", "", ""]
          : [`\`${text}\``, OUTCOMES[work.outcome], work.start, work.end];
      }),
    },
    {
      caption: "지금",
      columns: ["무엇", "값"],
      rows: [
        ["명령", operations.length],
        ["마지막 빌드", built === undefined ? "없음" : `${formatNumber(built.seconds)}초`],
        ["마지막 이미지", built === undefined ? "없음" : `${formatNumber(built.size)}MB`],
        [
          "빌드한 뒤에 고친 파일",
          edited.length === 0 ? "없음" : edited.map((file) => FILES[file]).join(", "),
        ],
        ["캐시", state.cache.length === 0 ? "비어 있음" : "있음"],
      ],
    },
  ];
}

/** Whether the last build was of the file as it stands now. */
export function isSameShape({ built, shape }: StageState): boolean {
  return built !== undefined && JSON.stringify(built.shape) === JSON.stringify(shape);
}

export const stageGraph: Lab<StageState, StageEvent, Params> = {
  id: "docker-build-stage-graph",
  version: 1,
  scenarios: [
    {
      id: "parallel",
      title: "나누면 나란히",
      about: "한 줄로 늘어놓은 빌드를 단계로 나눈 다음, 캐시를 지우고 처음부터 다시 빌드해 견준다.",
      params: {},
      script: [
        { type: "build", target: "final" },
        { type: "shape", what: "stages" },
        { type: "prune" },
        { type: "build", target: "final" },
      ],
      predict: {
        ask: "웹 빌드 90초, 서버 빌드 120초, 합치기 10초를 단계로 나누고 처음부터 빌드하면 몇 초가 걸릴까요?",
        answer: { kind: "number", unit: "초", min: 0, max: 400 },
        at: 4,
        actual: ({ built }) => built?.seconds ?? 0,
        why: () =>
          "웹과 서버는 서로 기다리지 않아 긴 쪽의 120초면 되고, 시험은 최종 이미지로 이어지지 않아 돌지 않는다. 120 + 10 = 130이다.",
      },
    },
    {
      id: "fast-and-small",
      title: "작게, 그리고 빨리",
      about: "웹 화면만 고쳤는데 모두 다시 만든다. 파일을 나누어 다시 도는 것과 이미지를 함께 줄인다.",
      params: { isBuilt: true },
      goals: [
        {
          id: "web-in-hundred",
          ask: "`web/cart.ts`를 고친 빌드가 100초 안에 끝나고, 그 이미지가 130MB보다 작게 한다.",
          met: ({ built, shape, edited, web, server }) => {
            if (web !== 90 || server !== 120) return "빌드에 걸리는 시간은 90초와 120초 그대로여야 한다.";
            if (!shape.stages) return "한 단계면 웹 화면만 고쳐도 그 뒤의 서버까지 다시 만든다.";
            if (!shape.slim)
              return "이미지의 크기는 대개 기반이 정한다. 컴파일러는 마지막 단계에 없어도 된다.";
            if (!shape.narrow) return "`COPY . .`은 웹 화면만 고쳐도 서버 단계의 입력까지 바꾼다.";
            if (
              built?.edited.join() === "web" &&
              built.target === "final" &&
              built.size < 130 &&
              built.seconds <= 100
            )
              return true;
            return edited.includes("web")
              ? "고친 것을 빌드해 보면, 파일을 바꾼 뒤 한 번도 빌드하지 않은 단계까지 함께 돈다."
              : "파일은 되었다. 캐시를 한 번 채운 다음 웹 화면만 고쳐 빌드한다.";
          },
          within: 7,
        },
      ],
    },
    {
      id: "readme",
      title: "설명서만 고치면",
      about: "어느 단계도 쓰지 않는 파일을 고치면 무엇이 다시 돌고 무엇이 돌지 않는지 본다.",
      params: { shape: { stages: true }, isBuilt: true },
      script: [
        { type: "edit", file: "readme" },
        { type: "build", target: "final" },
        { type: "shape", what: "narrow" },
        { type: "build", target: "final" },
        { type: "edit", file: "readme" },
        { type: "build", target: "final" },
      ],
      predict: {
        ask: "두 단계가 모두 COPY . .으로 시작합니다. README.md만 고치고 빌드하면 몇 초가 걸릴까요?",
        answer: { kind: "number", unit: "초", min: 0, max: 300 },
        at: 2,
        actual: ({ built }) => built?.seconds ?? 0,
        why: () =>
          "두 단계는 입력이 바뀌어 나란히 다시 돈다. 그런데 나온 결과는 전과 같은 내용이라 `COPY --from`부터는 캐시를 쓰고, 합치기 10초가 빠져 120초다.",
      },
    },
    {
      id: "unused",
      title: "쓰이지 않는 단계",
      about: "시험을 고쳐도 최종 이미지는 그대로다. 시험 단계는 언제 도는지 본다.",
      params: { shape: { stages: true, narrow: true, slim: true }, isBuilt: true },
      script: [
        { type: "edit", file: "tests" },
        { type: "build", target: "final" },
        { type: "build", target: "test" },
        { type: "edit", file: "server" },
        { type: "build", target: "test" },
      ],
      predict: {
        ask: "시험 파일만 고치고 최종 이미지를 빌드하면 make test는 어떻게 될까요?",
        answer: { kind: "choice", options: ["다시 돈다", "캐시를 쓴다", "돌지 않는다"] },
        at: 2,
        actual: ({ built }) =>
          ({ run: "다시 돈다", cached: "캐시를 쓴다", unused: "돌지 않는다" })[
            built?.worked.test?.outcome ?? "unused"
          ],
        why: () =>
          "빌드킷은 최종 결과에서 거꾸로 따라가며 필요한 것만 찾는다. 시험 단계는 아무도 가져가지 않아 보지도 않는다. `--target test`로 청해야 돈다.",
      },
    },
  ],
  init: ({ shape, isBuilt }) => {
    const start: StageState = {
      web: 90,
      server: 120,
      shape: { ...ONE_LINE, ...shape },
      editions: { web: 1, server: 1, tests: 1, readme: 1 },
      edited: [],
      cache: [],
      built: undefined,
    };
    return isBuilt ? build(start, "final") : start;
  },
  rules,
  describe,
  tables,
  events: {
    shape: { fields: { what: oneOf(["stages", "narrow", "slim"]) } },
    edit: { fields: { file: oneOf(FILE_IDS) } },
    build: { fields: { target: oneOf(TARGETS) } },
    prune: {},
    set: SET.events.set,
  },
};
