import { removeContainer } from "../../models/docker/containers.ts";
import {
  type Container,
  type Done,
  EMPTY_ENGINE,
  type Engine,
  findContainer,
  type Output,
} from "../../models/docker/engine.ts";
import {
  nameImage,
  noPlatform,
  pullImage,
  pushImage,
  type Registry,
  runContainer,
  tagImage,
} from "../../models/docker/images.ts";
import { digest } from "../../models/images/digest.ts";
import { bareEvents } from "../../sim/event-schema.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";

/** The way of an image from a developer's machine over a registry to the node that runs it. */

export const LOCAL = "web:latest";
export const REMOTE = "registry.example.com/shop/web:1";
/** The name of the node's container. */
export const NAME = "web";

export type Arch = "amd64" | "arm64";
/** Digests by tag: a tag is only a name, and can be moved. */
export type Tags = Engine["images"];
export type Place = "dev" | "registry" | "node";

export type FlowState = {
  /** Edition of the source code. */
  readonly source: number;
  /** What the developer's machine builds for; the node is always amd64. */
  readonly arch: Arch;
  readonly loggedIn: boolean;
  readonly online: boolean;
  readonly dev: Engine;
  readonly registry: Tags;
  readonly node: Engine;
  /** Edition and architecture of every image ever built. */
  readonly made: Readonly<Record<string, { readonly source: number; readonly arch: Arch }>>;
  readonly last: (Output & { readonly at: Place; readonly command: string }) | undefined;
};

export const COMMANDS = ["build", "tag", "push", "pull", "run", "rm"] as const;
export type Command = (typeof COMMANDS)[number];
const SWITCHES = ["edit", "login", "network", "arch"] as const;
export type FlowEvent = { readonly type: Command | (typeof SWITCHES)[number] };

type Params = { readonly arch: Arch };

export const COMMAND_LINES: Readonly<Record<Command, string>> = {
  build: "docker build -t web .",
  tag: `docker tag web ${REMOTE}`,
  push: `docker push ${REMOTE}`,
  pull: `docker pull ${REMOTE}`,
  run: `docker run -d --name ${NAME} ${REMOTE}`,
  rm: `docker rm -f ${NAME}`,
};
export const COMMAND_PLACES: Readonly<Record<Command, Place>> = {
  build: "dev",
  tag: "dev",
  push: "dev",
  pull: "node",
  run: "node",
  rm: "node",
};

/** The node is a machine of this platform. */
const PLATFORM = "linux/amd64";

/** The state after a command, with what it printed. */
function printed(state: FlowState, command: Command, output: Output): FlowState {
  return { ...state, last: { at: COMMAND_PLACES[command], command: COMMAND_LINES[command], ...output } };
}

function registryOf({ online, loggedIn, registry, made }: FlowState): Registry {
  const platforms = Object.fromEntries(Object.entries(made).map(([id, { arch }]) => [id, `linux/${arch}`]));
  return { reachable: online, loggedIn, images: registry, platforms };
}

const onNode = (state: FlowState, command: Command, { engine, output }: Done) =>
  printed({ ...state, node: engine }, command, output);
const onDev = (state: FlowState, command: Command, { engine, output }: Done) =>
  printed({ ...state, dev: engine }, command, output);

const rules: readonly Rule<FlowState, FlowEvent>[] = [
  {
    name: "build",
    on: "build",
    make: (state) => {
      const id = digest(`web ${state.source} linux/${state.arch}`);
      const made = { ...state.made, [id]: { source: state.source, arch: state.arch } };
      return onDev({ ...state, made }, "build", nameImage(state.dev, LOCAL, id));
    },
  },
  { name: "tag", on: "tag", make: (state) => onDev(state, "tag", tagImage(state.dev, LOCAL, REMOTE)) },
  {
    name: "push",
    on: "push",
    make: (state) => {
      const { images, output } = pushImage(state.dev, REMOTE, registryOf(state));
      return printed({ ...state, registry: images }, "push", output);
    },
  },
  {
    name: "pull",
    on: "pull",
    make: (state) => onNode(state, "pull", pullImage(state.node, REMOTE, registryOf(state), PLATFORM)),
  },
  {
    name: "run",
    on: "run",
    make: (state) => {
      const command = { name: NAME, ref: REMOTE };
      return onNode(state, "run", runContainer(state.node, command, registryOf(state), PLATFORM));
    },
  },
  {
    name: "rm -f",
    on: "rm",
    make: (state) => onNode(state, "rm", removeContainer(state.node, NAME, { force: true })),
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

/** The node's container, which runs whenever it is there. */
export function containerOf(state: FlowState): Container | undefined {
  return findContainer(state.node, NAME);
}

/** The tags at a place. */
export function tagsAt(state: FlowState, place: Place): Tags {
  return place === "registry" ? state.registry : state[place].images;
}

export function editionOf(state: FlowState, id: string | undefined): number | undefined {
  return id === undefined ? undefined : state.made[id]?.source;
}

const otherPlatform =
  "레지스트리에는 arm64용만 있어 amd64 노드가 받을 것이 없다. 컨테이너는 CPU 종류를 감추지 않는다.";

const sayings: Readonly<Record<FlowEvent["type"], (state: FlowState, before: FlowState) => string>> = {
  build: (state, before) =>
    before.dev.images[LOCAL] === state.dev.images[LOCAL]
      ? "소스가 그대로라 같은 이미지가 나왔고, `web`이라는 이름표도 그대로다."
      : `개발 컴퓨터가 소스 ${state.source}판으로 이미지를 만들어 \`web\`이라는 이름표를 붙였다.`,
  tag: (state, before) =>
    state.last?.ok
      ? before.dev.images[REMOTE] === state.dev.images[REMOTE]
        ? "그 이름표가 이미 이 이미지에 붙어 있어 바뀐 것이 없다."
        : "같은 이미지에 레지스트리 주소가 든 이름표를 하나 더 붙였다. 이미지가 복사되지는 않는다."
      : "이름표를 붙일 이미지가 없다. 먼저 `build`가 있어야 한다.",
  push: (state, before) => {
    if (state.last?.ok) {
      return before.registry[REMOTE] === state.registry[REMOTE]
        ? "레지스트리에 이미 있는 것과 다이제스트가 같아 바뀐 것이 없다."
        : "레지스트리에 이미지를 올렸다. 이제 다른 컴퓨터가 같은 이름으로 받을 수 있다.";
    }
    if (state.dev.images[REMOTE] === undefined)
      return "올릴 이름표가 없다. 이름에 레지스트리 주소가 있어야 어디로 올릴지 정해지므로 `tag`가 먼저다.";
    if (!state.online) return "레지스트리에 닿지 않아 올리지 못했다. 개발 컴퓨터의 이미지는 그대로다.";
    return "이 저장소에 쓸 권한이 없어 거절되었다. `docker login`이 먼저다.";
  },
  pull: (state, before) => {
    if (!state.last?.ok) {
      if (state.last?.text.includes(noPlatform(PLATFORM))) return otherPlatform;
      return state.online
        ? "레지스트리에 없는 이미지라 받지 못했다. `push`를 먼저 해야 한다."
        : "레지스트리에 닿지 않아 받지 못했다. 노드에 있던 이미지는 그대로다.";
    }
    if (before.node.images[REMOTE] === state.node.images[REMOTE]) return "다이제스트가 같아 받을 것이 없다.";
    const got = `운영 노드가 소스 ${editionOf(state, state.node.images[REMOTE])}판 이미지를 받았다.`;
    const running = editionOf(state, containerOf(state)?.image);
    return running === undefined ? got : `${got} 돌던 컨테이너는 여전히 ${running}판이다.`;
  },
  run: (state, before) => {
    if (!state.last?.ok) {
      if (containerOf(before) !== undefined) {
        const running = editionOf(state, containerOf(before)?.image);
        return `\`${NAME}\`이라는 이름을 쓰는 컨테이너가 이미 있어 새로 만들지 못했다. 그 컨테이너가 소스 ${running}판을 계속 돌린다.`;
      }
      if (state.last?.text.includes(noPlatform(PLATFORM))) return otherPlatform;
      if (!state.online) return "노드에 이미지가 없고 레지스트리에도 닿지 않아 실행하지 못했다.";
      return "노드에도 레지스트리에도 없는 이미지라 실행하지 못했다.";
    }
    const edition = editionOf(state, containerOf(state)?.image);
    if (before.node.images[REMOTE] === undefined)
      return `노드에 이미지가 없어 \`run\`이 스스로 받은 다음 소스 ${edition}판을 실행했다.`;
    const newest = editionOf(state, state.registry[REMOTE]);
    return newest !== undefined && newest !== edition
      ? `노드에 있던 소스 ${edition}판이 돈다. 레지스트리에는 ${newest}판이 있지만 \`run\`은 없을 때만 받는다.`
      : `운영 노드에서 소스 ${edition}판이 컨테이너로 돈다.`;
  },
  rm: (_, before) =>
    containerOf(before) === undefined
      ? "지울 컨테이너가 없다. `-f`를 붙여서 오류로 끝나지는 않는다."
      : "돌던 컨테이너를 멈추고 지웠다. 이름 `web`은 다시 쓸 수 있고, 노드의 이미지는 그대로 남는다.",
  edit: (state) => `소스를 고쳐 ${state.source}판이 되었다. 이미지는 하나도 바뀌지 않았다.`,
  login: (state) =>
    state.loggedIn ? "레지스트리에 로그인했다." : "레지스트리에서 로그아웃했다. 올릴 권한이 없다.",
  network: (state) =>
    state.online ? "레지스트리와 다시 이어졌다." : "레지스트리와 끊겼다. 두 컴퓨터 안의 이미지는 그대로다.",
  arch: (state) => `이제 개발 컴퓨터는 linux/${state.arch}용으로 만든다.`,
};

const acts = (...types: FlowEvent["type"][]): FlowEvent[] => types.map((type) => ({ type }));
const full = acts("build", "tag", "push", "pull", "run");

export const cliFlow: Lab<FlowState, FlowEvent, Params> = {
  id: "docker-overview-cli-flow",
  version: 1,
  scenarios: [
    {
      id: "in-order",
      title: "차례대로",
      about: "다섯 명령이 각각 어디를 바꾸는지 본다.",
      goals: [
        {
          id: "offline-second",
          ask: "레지스트리 연결이 끊긴 채로, 운영 노드에서 소스 2판이 컨테이너로 돌게 한다.",
          met: (state) => {
            const running = findContainer(state.node, NAME);
            if (running === undefined || state.made[running.image]?.source !== 2)
              return state.source < 2
                ? "소스를 고치지 않으면 몇 번을 빌드해도 1판이다."
                : "노드에 무엇이 있는지 본다. `run`은 노드에 있는 이미지를 쓰고, 이름이 같은 컨테이너가 있으면 서지 못한다.";
            return (
              !state.online || "돌고는 있다. 연결을 끊고도 돌게 하려면 이미지가 언제 노드에 있어야 할까."
            );
          },
          within: 6,
        },
      ],
      params: { arch: "amd64" },
      script: full,
    },
    {
      id: "no-push",
      title: "push를 빼먹으면",
      about: "레지스트리가 비어 있으면 어디서 멈추는지 본다.",
      params: { arch: "amd64" },
      script: acts("build", "tag", "pull", "run"),
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
        ...acts("edit", "build", "tag", "push", "run", "rm", "run"),
        ...acts("pull", "rm", "run"),
      ],
      predict: {
        ask: "2판을 올린 뒤, 노드에서 컨테이너를 지우고 다시 run하면 무엇이 돌까요?",
        answer: { kind: "choice", options: ["1판", "2판"] },
        at: 12,
        actual: (state) => `${editionOf(state, containerOf(state)?.image)}판`,
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
    dev: EMPTY_ENGINE,
    registry: {},
    node: EMPTY_ENGINE,
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
      ...row("개발 컴퓨터", state.dev.images),
      ...row("레지스트리", state.registry),
      ...row("운영 노드", state.node.images),
      ...state.node.containers.map(({ name, image }) => [
        "도는 컨테이너",
        name,
        shorten(image),
        editionOf(state, image) ?? "",
        state.made[image]?.arch ?? "",
      ]),
    ],
  };
}

/** `sha256:2c26…` as people read it: the first and last four digits. */
export function shorten(id: string): string {
  const hex = id.replace("sha256:", "");
  return `${hex.slice(0, 4)}…${hex.slice(-4)}`;
}
