import { digest } from "../../models/images/digest.ts";
import { bareEvents } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";

/** The way of an image from a developer's machine over a registry to the node that runs it. */

export const LOCAL = "web:latest";
export const REMOTE = "registry.example.com/shop/web:1";

export type Arch = "amd64" | "arm64";
/** Digests by tag: a tag is only a name, and can be moved. */
type Tags = Readonly<Record<string, string>>;
export type Place = "dev" | "registry" | "node";

export type FlowState = {
  /** Edition of the source code. */
  readonly source: number;
  /** What the developer's machine builds for; the node is always amd64. */
  readonly arch: Arch;
  readonly loggedIn: boolean;
  readonly online: boolean;
  readonly dev: Tags;
  readonly registry: Tags;
  readonly node: Tags;
  /** Digest of the image whose container runs on the node. */
  readonly running: string | undefined;
  /** Edition and architecture of every image ever built. */
  readonly made: Readonly<Record<string, { readonly source: number; readonly arch: Arch }>>;
  readonly last: Output | undefined;
};
export type Output = {
  readonly at: Place;
  readonly command: string;
  readonly ok: boolean;
  readonly text: string;
};

export const COMMANDS = ["build", "tag", "push", "pull", "run"] as const;
export type Command = (typeof COMMANDS)[number];
const SWITCHES = ["edit", "login", "network", "arch"] as const;
export type FlowEvent = { readonly type: Command | (typeof SWITCHES)[number] };

type Params = { readonly arch: Arch };

export const COMMAND_LINES: Readonly<Record<Command, string>> = {
  build: "docker build -t web .",
  tag: `docker tag web ${REMOTE}`,
  push: `docker push ${REMOTE}`,
  pull: `docker pull ${REMOTE}`,
  run: `docker run -d --name web ${REMOTE}`,
};
export const COMMAND_PLACES: Readonly<Record<Command, Place>> = {
  build: "dev",
  tag: "dev",
  push: "dev",
  pull: "node",
  run: "node",
};

/** What the containerd image store answers: what `docker build` makes there is an index with one platform. */
const NO_PLATFORM = "no matching manifest for linux/amd64 in the manifest list entries";
const UNREACHABLE = "dial tcp: lookup registry.example.com: no such host";

/** The state after a command, with what it printed. Errors are printed as the daemon words them. */
function printed(state: FlowState, command: Command, ok: boolean, text: string): FlowState {
  return { ...state, last: { at: COMMAND_PLACES[command], command: COMMAND_LINES[command], ok, text } };
}

const rules: readonly Rule<FlowState, FlowEvent>[] = [
  {
    name: "build",
    on: "build",
    make: (state) => {
      const id = digest(`web ${state.source} linux/${state.arch}`);
      const made = { ...state.made, [id]: { source: state.source, arch: state.arch } };
      const built = { ...state, made, dev: { ...state.dev, [LOCAL]: id } };
      return printed(built, "build", true, `naming to docker.io/library/${LOCAL} done`);
    },
  },
  {
    name: "tag: 원본 이미지가 없음",
    on: "tag",
    when: ({ dev }) => dev[LOCAL] === undefined || "이미지가 있습니다.",
    make: (state) => printed(state, "tag", false, `Error response from daemon: No such image: ${LOCAL}`),
  },
  {
    name: "tag",
    on: "tag",
    make: (state) =>
      printed({ ...state, dev: { ...state.dev, [REMOTE]: state.dev[LOCAL]! } }, "tag", true, ""),
  },
  {
    name: "push: 그 이름의 이미지가 없음",
    on: "push",
    when: ({ dev }) => dev[REMOTE] === undefined || "이미지가 있습니다.",
    make: (state) =>
      printed(
        state,
        "push",
        false,
        "An image does not exist locally with the tag: registry.example.com/shop/web",
      ),
  },
  {
    name: "push: 레지스트리에 닿지 않음",
    on: "push",
    when: ({ online }) => !online || "연결되어 있습니다.",
    make: (state) => printed(state, "push", false, UNREACHABLE),
  },
  {
    name: "push: 권한이 없음",
    on: "push",
    when: ({ loggedIn }) => !loggedIn || "로그인했습니다.",
    make: (state) => printed(state, "push", false, "denied: requested access to the resource is denied"),
  },
  {
    name: "push",
    on: "push",
    make: (state) => {
      const id = state.dev[REMOTE]!;
      const pushed = { ...state, registry: { ...state.registry, [REMOTE]: id } };
      return printed(pushed, "push", true, `1: digest: ${id}`);
    },
  },
  {
    name: "pull: 레지스트리에 닿지 않음",
    on: "pull",
    when: ({ online }) => !online || "연결되어 있습니다.",
    make: (state) => printed(state, "pull", false, `Error response from daemon: ${UNREACHABLE}`),
  },
  {
    name: "pull: 레지스트리에 없음",
    on: "pull",
    when: ({ registry }) => registry[REMOTE] === undefined || "레지스트리에 있습니다.",
    make: (state) =>
      printed(
        state,
        "pull",
        false,
        `Error response from daemon: manifest for ${REMOTE} not found: manifest unknown`,
      ),
  },
  {
    name: "pull: 이 CPU용이 없음",
    on: "pull",
    when: (state) => !fits(state, state.registry[REMOTE]) || "이 CPU용이 있습니다.",
    make: (state) => printed(state, "pull", false, `Error response from daemon: ${NO_PLATFORM}`),
  },
  {
    name: "pull",
    on: "pull",
    make: (state) => {
      const id = state.registry[REMOTE]!;
      const news = state.node[REMOTE] === id ? "Image is up to date" : "Downloaded newer image";
      const pulled = { ...state, node: { ...state.node, [REMOTE]: id } };
      return printed(pulled, "pull", true, `Digest: ${id}\nStatus: ${news} for ${REMOTE}`);
    },
  },
  {
    name: "run: 이미지가 없고 레지스트리에도 닿지 않음",
    on: "run",
    when: ({ node, online }) => (node[REMOTE] === undefined && !online) || "이미지를 얻을 수 있습니다.",
    make: (state) => printed(state, "run", false, `docker: Error response from daemon: ${UNREACHABLE}`),
  },
  {
    name: "run: 이미지가 어디에도 없음",
    on: "run",
    when: ({ node, registry }) =>
      (node[REMOTE] === undefined && registry[REMOTE] === undefined) || "이미지를 얻을 수 있습니다.",
    make: (state) =>
      printed(
        state,
        "run",
        false,
        `Unable to find image '${REMOTE}' locally\ndocker: Error response from daemon: manifest for ${REMOTE} not found: manifest unknown`,
      ),
  },
  {
    name: "run: 이 CPU용이 없음",
    on: "run",
    when: (state) =>
      (state.node[REMOTE] === undefined && !fits(state, state.registry[REMOTE])) || "이 CPU용이 있습니다.",
    make: (state) => printed(state, "run", false, `docker: Error response from daemon: ${NO_PLATFORM}`),
  },
  {
    name: "run",
    on: "run",
    make: (state) => {
      const id = imageToRun(state);
      const fetched = state.node[REMOTE] === undefined;
      const started = { ...state, node: { ...state.node, [REMOTE]: id }, running: id };
      const text = fetched ? `Unable to find image '${REMOTE}' locally\nDigest: ${id}` : "";
      return printed(started, "run", true, text);
    },
  },
  { name: "edit", on: "edit", make: (state) => ({ ...state, source: state.source + 1, last: undefined }) },
  { name: "login", on: "login", make: (state) => ({ ...state, loggedIn: !state.loggedIn, last: undefined }) },
  { name: "network", on: "network", make: (state) => ({ ...state, online: !state.online, last: undefined }) },
  {
    name: "arch",
    on: "arch",
    make: (state) => ({ ...state, arch: state.arch === "amd64" ? "arm64" : "amd64", last: undefined }),
  },
];

/** Whether the node, an amd64 machine, finds something for itself under a digest. */
function fits(state: FlowState, id: string | undefined): boolean {
  return id !== undefined && state.made[id]?.arch === "amd64";
}

/** `docker run` takes the image that is there, however old, and pulls only when there is none. */
function imageToRun(state: FlowState): string {
  return state.node[REMOTE] ?? state.registry[REMOTE] ?? "";
}

export function editionOf(state: FlowState, id: string | undefined): number | undefined {
  return id === undefined ? undefined : state.made[id]?.source;
}

const otherPlatform =
  "레지스트리에는 arm64용만 있어 amd64 노드가 받을 것이 없다. 컨테이너는 CPU 종류를 감추지 않는다.";

const sayings: Readonly<Record<FlowEvent["type"], (state: FlowState, before: FlowState) => string>> = {
  build: (state) => `개발 컴퓨터가 소스 ${state.source}판으로 이미지를 만들어 \`web\`이라는 이름표를 붙였다.`,
  tag: (state) =>
    state.last?.ok
      ? "같은 이미지에 레지스트리 주소가 든 이름표를 하나 더 붙였다. 이미지가 복사되지는 않는다."
      : "이름표를 붙일 이미지가 없다. 먼저 `build`가 있어야 한다.",
  push: (state) => {
    if (state.last?.ok) return "레지스트리에 이미지를 올렸다. 이제 다른 컴퓨터가 같은 이름으로 받을 수 있다.";
    if (state.dev[REMOTE] === undefined)
      return "올릴 이름표가 없다. 이름에 레지스트리 주소가 있어야 어디로 올릴지 정해지므로 `tag`가 먼저다.";
    if (!state.online) return "레지스트리에 닿지 않아 올리지 못했다. 개발 컴퓨터의 이미지는 그대로다.";
    return "이 저장소에 쓸 권한이 없어 거절되었다. `docker login`이 먼저다.";
  },
  pull: (state, before) => {
    if (!state.last?.ok) {
      if (state.last?.text.includes(NO_PLATFORM)) return otherPlatform;
      return state.online
        ? "레지스트리에 없는 이미지라 받지 못했다. `push`를 먼저 해야 한다."
        : "레지스트리에 닿지 않아 받지 못했다. 노드에 있던 이미지는 그대로다.";
    }
    return before.node[REMOTE] === state.node[REMOTE]
      ? "다이제스트가 같아 받을 것이 없다."
      : `운영 노드가 소스 ${editionOf(state, state.node[REMOTE])}판 이미지를 받았다. 돌던 컨테이너는 아직 바뀌지 않는다.`;
  },
  run: (state, before) => {
    if (!state.last?.ok) {
      if (state.last?.text.includes(NO_PLATFORM)) return otherPlatform;
      if (!state.online) return "노드에 이미지가 없고 레지스트리에도 닿지 않아 실행하지 못했다.";
      return "노드에도 레지스트리에도 없는 이미지라 실행하지 못했다.";
    }
    const edition = editionOf(state, state.running);
    if (before.node[REMOTE] === undefined)
      return `노드에 이미지가 없어 \`run\`이 스스로 받은 다음 소스 ${edition}판을 실행했다.`;
    const newer = editionOf(state, state.registry[REMOTE]) ?? 0;
    return newer > (edition ?? 0)
      ? `노드에 있던 소스 ${edition}판이 돈다. 레지스트리에는 ${newer}판이 있지만 \`run\`은 없을 때만 받는다.`
      : `운영 노드에서 소스 ${edition}판이 컨테이너로 돈다.`;
  },
  edit: (state) => `소스를 고쳐 ${state.source}판이 되었다. 이미지는 하나도 바뀌지 않았다.`,
  login: (state) =>
    state.loggedIn ? "레지스트리에 로그인했다." : "레지스트리에서 로그아웃했다. 올릴 권한이 없다.",
  network: (state) =>
    state.online ? "레지스트리와 다시 이어졌다." : "레지스트리와 끊겼다. 두 컴퓨터 안의 이미지는 그대로다.",
  arch: (state) => `이제 개발 컴퓨터는 linux/${state.arch}용으로 만든다.`,
};

const full: readonly FlowEvent[] = COMMANDS.map((type) => ({ type }));

export const cliFlow: Lab<FlowState, FlowEvent, Params> = {
  id: "docker-overview-cli-flow",
  version: 1,
  scenarios: [
    {
      id: "in-order",
      title: "차례대로",
      about: "다섯 명령이 각각 어디를 바꾸는지 본다.",
      params: { arch: "amd64" },
      script: full,
    },
    {
      id: "no-push",
      title: "push를 빼먹으면",
      about: "레지스트리가 비어 있으면 어디서 멈추는지 본다.",
      params: { arch: "amd64" },
      script: [{ type: "build" }, { type: "tag" }, { type: "pull" }, { type: "run" }],
      predict: {
        ask: "push 없이 pull하면 어떻게 될까요?",
        answer: { kind: "choice", options: ["개발 컴퓨터에서 받는다", "받지 못한다"] },
        at: 3,
        actual: (state) => (state.last?.ok ? "개발 컴퓨터에서 받는다" : "받지 못한다"),
        why: () => "노드는 레지스트리만 본다. 개발 컴퓨터에 있는 이미지는 노드에게 보이지 않는다.",
      },
    },
    {
      id: "stale",
      title: "고쳤는데 옛것이 돈다",
      about: "같은 태그를 다시 올렸을 때 노드에서 무엇이 도는지 본다.",
      params: { arch: "amd64" },
      script: [
        ...full,
        { type: "edit" },
        { type: "build" },
        { type: "tag" },
        { type: "push" },
        { type: "run" },
        { type: "pull" },
        { type: "run" },
      ],
      predict: {
        ask: "2판을 올린 뒤 노드에서 run만 다시 하면 무엇이 돌까요?",
        answer: { kind: "choice", options: ["1판", "2판"] },
        at: 10,
        actual: (state) => `${editionOf(state, state.running)}판`,
        why: () =>
          "`docker run`은 이미지가 없을 때만 받는다. 새것을 쓰려면 `pull`이나 `run --pull always`를 쓴다.",
      },
    },
    {
      id: "other-arch",
      title: "CPU가 다르면",
      about: "arm64용으로 만든 이미지를 amd64 노드가 쓸 수 있는지 본다.",
      params: { arch: "arm64" },
      script: full,
    },
  ],
  init: ({ arch }) => ({
    source: 1,
    arch,
    loggedIn: true,
    online: true,
    dev: {},
    registry: {},
    node: {},
    running: undefined,
    made: {},
    last: undefined,
  }),
  rules,
  describe: (state, before, event) =>
    event === undefined || before === undefined
      ? "소스만 있고 이미지는 아직 아무 데도 없다."
      : sayings[event.type](state, before),
  tables: (state) => [tableOf(state)],
  events: bareEvents([...COMMANDS, ...SWITCHES]),
};

function tableOf(state: FlowState): Table {
  const row = (place: string, tags: Tags): (string | number)[][] =>
    Object.entries(tags).map(([tag, id]) => [
      place,
      `\`${tag}\``,
      shorten(id),
      editionOf(state, id) ?? "",
      state.made[id]?.arch ?? "",
    ]);
  return {
    caption: "세 곳에 있는 이미지",
    columns: ["곳", "이름표", "다이제스트", "소스 판", "CPU"],
    rows: [
      ...row("개발 컴퓨터", state.dev),
      ...row("레지스트리", state.registry),
      ...row("운영 노드", state.node),
      ...(state.running === undefined
        ? []
        : [["도는 컨테이너", "web", shorten(state.running), editionOf(state, state.running) ?? "", "amd64"]]),
    ],
  };
}

/** `sha256:2c26…` as people read it: the first and last four digits. */
export function shorten(id: string): string {
  const hex = id.replace("sha256:", "");
  return `${hex.slice(0, 4)}…${hex.slice(-4)}`;
}
