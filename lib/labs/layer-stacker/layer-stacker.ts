import { freeText, oneOf } from "../../sim/event-schema.ts";
import type { Lab, Rule } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { buildStep, layersOf, treeOf, workdirOf } from "./build.ts";
import { describe, formatBytes, imageSize, tables } from "./describe.ts";
import { LONGEST_DOCKERFILE, parseDockerfile } from "./dockerfile.ts";
import { applyEntries, diffTrees } from "./layer.ts";
import { mergedView } from "./merged-view.ts";
import { runScript } from "./shell.ts";
import {
  BASE_NAMES,
  CONTEXT,
  instructionsOf,
  isBuilt,
  MB,
  type StackEvent,
  type StackState,
} from "./state.ts";
import { parseScript } from "./words.ts";

type Params = { readonly text: string };

const LONGEST_COMMAND = 120;

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
    status: 0,
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
    make: (state) => ({ ...state, upper: [], commands: 0, output: "", status: 0 }),
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
      return {
        ...state,
        commands: state.commands + 1,
        output: (ran.stdout + ran.errors).trimEnd(),
        status: ran.errors === "" ? 0 : 1,
        upper: diffTrees(image, ran.tree, "upper"),
      };
    },
  },
  {
    name: "docker rm",
    on: "remove",
    when: ({ upper }) => upper !== undefined || "지울 컨테이너가 없습니다.",
    make: (state) => ({ ...state, upper: undefined, output: "", status: 0 }),
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
      goals: [
        {
          id: "slim",
          ask: "`/data/b.bin`이 보이는 이미지를 끝까지 빌드하되, 레이어 합계를 100MB 아래로 줄인다.",
          met: (state) => {
            if (!isBuilt(state)) return "마지막 줄까지 빌드한다.";
            const tree = treeOf(layersOf(state.steps));
            if (tree["data/b.bin"] === undefined) return "합쳐진 파일 시스템에 `/data/b.bin`이 있어야 한다.";
            return (
              imageSize(state) < 100 * MB ||
              "지우는 줄을 더해도 줄지 않는다. 60MB는 어느 줄이 가져왔을까. 그 줄은 바꿀 수 있다."
            );
          },
          within: 1,
        },
      ],
      params: { text: DELETE },
      predict: {
        ask: "100MB에서 60MB 파일을 지우고 10MB를 더하면 레이어 합계는 몇 MB일까요?",
        answer: { kind: "number", unit: "MB", min: 0, max: 1000 },
        at: 4,
        actual: (state) => imageSize(state) / MB,
        why: (state) =>
          `삭제는 빼기가 아니라 덮기다. 가려진 \`/data/a.bin\` ${withJosa(formatBytes(mergedView(state).hidden.reduce((sum, file) => sum + file.size, 0)), "이/가")} 합계에 그대로 들어 있다.`,
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
        ask: "app/main.py를 고치고 다시 빌드하면 6줄 가운데 몇 줄을 다시 실행할까요?",
        answer: { kind: "number", unit: "줄", min: 0, max: 6 },
        at: 14,
        actual: (state) => state.steps.filter((step) => step.result === "run").length,
        why: () =>
          "`COPY app`만 다시 실행한다. 그 위의 `RUN`은 입력이 같아 캐시를 쓰고, 아래의 `CMD`는 설정이라 실행할 것이 없다.",
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
    status: 0,
    remote: [],
    pulled: undefined,
  }),
  rules,
  next: (state) => (state.failed === undefined && !isBuilt(state) ? { type: "build" } : undefined),
  describe,
  tables,
  events: {
    build: {},
    write: { fields: { text: freeText(LONGEST_DOCKERFILE) }, replaces: [] },
    edit: { fields: { file: oneOf(Object.keys(CONTEXT)) } },
    start: {},
    exec: { fields: { command: freeText(LONGEST_COMMAND) } },
    remove: {},
    pull: {},
  },
};
