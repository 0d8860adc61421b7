import { bareEvents } from "../../sim/event-schema.ts";
import type { Lab, Rule } from "../../sim/lab.ts";

/** One container with data in five places, and what each command does to them. */

export const PLACES = ["layer", "named", "anonymous", "bind", "tmpfs"] as const;
export type Place = (typeof PLACES)[number];

export const PLACE_NAMES: Readonly<Record<Place, string>> = {
  layer: "쓰기 레이어",
  named: "이름 있는 볼륨",
  anonymous: "익명 볼륨",
  bind: "바인드 마운트",
  tmpfs: "tmpfs",
};
export const PLACE_PATHS: Readonly<Record<Place, string>> = {
  layer: "/app",
  named: "/data",
  anonymous: "/cache",
  bind: "/src",
  tmpfs: "/run",
};

/** Numbers of the writes that a place holds. */
type Files = readonly number[];
export type AnonymousVolume = { readonly id: number; readonly files: Files };

export type SurvivalState = {
  readonly container: "none" | "created" | "running" | "exited";
  /** Which container it is, counted from 1, and the edition of its image. */
  readonly number: number;
  readonly image: number;
  readonly layer: Files;
  readonly tmpfs: Files;
  /** The volume `data`; undefined while there is none. */
  readonly named: Files | undefined;
  readonly anonymous: readonly AnonymousVolume[];
  /** Which of them the container mounts. */
  readonly mounted: number | undefined;
  readonly bind: Files;
  readonly writes: number;
  readonly output: { readonly command: string; readonly ok: boolean; readonly text: string } | undefined;
};

export const COMMANDS = {
  create: "docker create --name app …",
  start: "docker start app",
  write: "docker exec app sh -c 'echo … >> …'",
  stop: "docker stop app",
  restart: "docker restart app",
  rm: "docker rm app",
  "rm-v": "docker rm -v app",
  recreate: "docker rm app && docker create --name app … app:2",
  "container-prune": "docker container prune",
  "volume-rm": "docker volume rm data",
  "volume-prune": "docker volume prune",
  "volume-prune-all": "docker volume prune -a",
} as const;
export type CommandId = keyof typeof COMMANDS;
export type SurvivalEvent = { readonly type: CommandId };

const isThere = ({ container }: SurvivalState) => container !== "none";

function printed(state: SurvivalState, command: CommandId, text = "", ok = true): SurvivalState {
  return { ...state, output: { command: COMMANDS[command], ok, text } };
}

/** A container of a new number. Volumes are made if missing; an anonymous one is always a new one. */
function create(state: SurvivalState, image: number): SurvivalState {
  const id = state.anonymous.reduce((most, volume) => Math.max(most, volume.id), state.mounted ?? 0) + 1;
  return {
    ...state,
    container: "created",
    number: state.number + 1,
    image,
    layer: [],
    tmpfs: [],
    named: state.named ?? [],
    anonymous: [...state.anonymous, { id, files: [] }],
    mounted: id,
  };
}

/** What `docker rm` takes: container, writable layer, tmpfs; with `-v` the anonymous volumes it mounts. */
function remove(state: SurvivalState, volumes: boolean): SurvivalState {
  return {
    ...state,
    container: "none",
    layer: [],
    tmpfs: [],
    anonymous: volumes ? state.anonymous.filter((volume) => volume.id !== state.mounted) : state.anonymous,
    mounted: undefined,
  };
}

const MISSING = "Error response from daemon: No such container: app";
const RUNNING =
  'cannot remove container "app": container is running: stop the container before removing or force remove';

/** Commands that need a container that is there; and those that need it stopped. */
const missing = (on: CommandId): Rule<SurvivalState, SurvivalEvent> => ({
  name: `${on}: 컨테이너가 없음`,
  on,
  when: (state) => !isThere(state) || "컨테이너가 있습니다.",
  make: (state) => printed(state, on, MISSING, false),
});
const stillRunning = (on: CommandId): Rule<SurvivalState, SurvivalEvent> => ({
  name: `${on}: 아직 돌고 있음`,
  on,
  when: (state) => state.container === "running" || "멈춰 있습니다.",
  make: (state) => printed(state, on, `Error response from daemon: ${RUNNING}`, false),
});

const rules: readonly Rule<SurvivalState, SurvivalEvent>[] = [
  {
    name: "create: 이름이 이미 쓰임",
    on: "create",
    when: (state) => isThere(state) || "그 이름의 컨테이너가 없습니다.",
    make: (state) =>
      printed(
        state,
        "create",
        'Error response from daemon: Conflict. The container name "/app" is already in use',
        false,
      ),
  },
  { name: "create", on: "create", make: (state) => printed(create(state, state.image), "create") },
  missing("start"),
  {
    name: "start",
    on: "start",
    when: ({ container }) => container !== "running" || "이미 돌고 있어 아무 일도 일어나지 않습니다.",
    make: (state) => printed({ ...state, container: "running", tmpfs: [] }, "start", "app"),
  },
  missing("write"),
  {
    name: "exec: 돌고 있지 않음",
    on: "write",
    when: ({ container }) => container !== "running" || "돌고 있습니다.",
    make: (state) =>
      printed(state, "write", "Error response from daemon: container app is not running", false),
  },
  {
    name: "exec",
    on: "write",
    make: (state) => {
      const write = state.writes + 1;
      const add = (files: Files) => [...files, write];
      return printed(
        {
          ...state,
          writes: write,
          layer: add(state.layer),
          tmpfs: add(state.tmpfs),
          named: add(state.named ?? []),
          bind: add(state.bind),
          anonymous: state.anonymous.map((volume) =>
            volume.id === state.mounted ? { ...volume, files: add(volume.files) } : volume,
          ),
        },
        "write",
      );
    },
  },
  missing("stop"),
  {
    name: "stop",
    on: "stop",
    when: ({ container }) => container === "running" || "돌고 있지 않아 멈출 것이 없습니다.",
    make: (state) => printed({ ...state, container: "exited", tmpfs: [] }, "stop", "app"),
  },
  missing("restart"),
  {
    name: "restart",
    on: "restart",
    make: (state) => printed({ ...state, container: "running", tmpfs: [] }, "restart", "app"),
  },
  missing("rm"),
  stillRunning("rm"),
  { name: "rm", on: "rm", make: (state) => printed(remove(state, false), "rm", "app") },
  missing("rm-v"),
  stillRunning("rm-v"),
  { name: "rm -v", on: "rm-v", make: (state) => printed(remove(state, true), "rm-v", "app") },
  missing("recreate"),
  stillRunning("recreate"),
  {
    name: "새 이미지로 다시 만들기",
    on: "recreate",
    make: (state) => printed(create(remove(state, false), state.image + 1), "recreate"),
  },
  {
    name: "container prune",
    on: "container-prune",
    make: (state) => {
      const stopped = state.container === "created" || state.container === "exited";
      const text = stopped ? "Deleted Containers: app" : "Total reclaimed space: 0B";
      return printed(stopped ? remove(state, false) : state, "container-prune", text);
    },
  },
  {
    name: "volume rm: 볼륨이 없음",
    on: "volume-rm",
    when: ({ named }) => named === undefined || "볼륨이 있습니다.",
    make: (state) =>
      printed(state, "volume-rm", "Error response from daemon: get data: no such volume", false),
  },
  {
    name: "volume rm: 컨테이너가 쓰고 있음",
    on: "volume-rm",
    when: (state) => isThere(state) || "쓰는 컨테이너가 없습니다.",
    make: (state) =>
      printed(state, "volume-rm", "Error response from daemon: remove data: volume is in use", false),
  },
  {
    name: "volume rm",
    on: "volume-rm",
    make: (state) => printed({ ...state, named: undefined }, "volume-rm", "data"),
  },
  {
    name: "volume prune",
    on: "volume-prune",
    make: (state) => printed(pruneAnonymous(state), "volume-prune", prunedText(state, false)),
  },
  {
    name: "volume prune -a",
    on: "volume-prune-all",
    make: (state) => {
      const kept = isThere(state) ? state.named : undefined;
      return printed({ ...pruneAnonymous(state), named: kept }, "volume-prune-all", prunedText(state, true));
    },
  },
];

/** A volume is in use as long as a container mounts it, also one that is stopped. */
function pruneAnonymous(state: SurvivalState): SurvivalState {
  return { ...state, anonymous: state.anonymous.filter((volume) => volume.id === state.mounted) };
}

function prunedText(state: SurvivalState, all: boolean): string {
  const gone = [
    ...state.anonymous.filter((volume) => volume.id !== state.mounted).map((volume) => `익명 ${volume.id}`),
    ...(all && !isThere(state) && state.named !== undefined ? ["data"] : []),
  ];
  return gone.length === 0 ? "Total reclaimed space: 0B" : `Deleted Volumes: ${gone.join(", ")}`;
}

/** The writes that can be read back, by place: through the container that is there, or by mounting again. */
export function filesIn(state: SurvivalState, place: Place): Files {
  switch (place) {
    case "layer":
      return state.layer;
    case "tmpfs":
      return state.tmpfs;
    case "named":
      return state.named ?? [];
    case "bind":
      return state.bind;
    case "anonymous":
      return state.anonymous.flatMap((volume) => volume.files);
  }
}

/** Places whose writes are gone that were there before. */
export function lostBetween(before: SurvivalState, after: SurvivalState): readonly Place[] {
  return PLACES.filter((place) =>
    filesIn(before, place).some((file) => !filesIn(after, place).includes(file)),
  );
}

function describe(
  state: SurvivalState,
  before: SurvivalState | undefined,
  event: SurvivalEvent | undefined,
): string {
  if (event === undefined || before === undefined) return "컨테이너도 볼륨도 아직 없다.";
  if (state.output?.ok === false) return FAILURES[event.type];
  const lost = lostBetween(before, state);
  const names = lost.map((place) => PLACE_NAMES[place]).join(", ");
  const gone = lost.length === 0 ? "사라진 데이터는 없다" : `${names}의 데이터가 사라졌다`;
  switch (event.type) {
    case "create":
      return state.named?.length
        ? "컨테이너를 다시 만들자 `data` 볼륨의 데이터가 그대로 보이고, 쓰기 레이어와 익명 볼륨은 새것이라 비어 있다."
        : "컨테이너를 만들자 빈 쓰기 레이어와 볼륨 두 개가 생겼다. 프로세스는 아직 없다.";
    case "start":
      return "프로세스가 돌기 시작했다. tmpfs는 이때마다 빈 채로 새로 생긴다.";
    case "write":
      return `다섯 곳에 ${state.writes}번째 파일을 하나씩 썼다.`;
    case "stop":
      return `컨테이너를 멈추니 ${gone}. 쓰기 레이어는 컨테이너를 지울 때까지 남는다.`;
    case "restart":
      return `다시 시작하면 멈췄다가 도는 것이라 ${gone}.`;
    case "rm":
      return `컨테이너를 지우니 ${gone}. 익명 볼륨은 주인 없이 남아 자리를 차지한다.`;
    case "rm-v":
      return `\`-v\`로 지우니 ${gone}. 이름 있는 볼륨은 이때도 남는다.`;
    case "recreate":
      return `새 이미지로 다시 만들면 컨테이너가 바뀌는 것이라 ${gone}. 익명 볼륨도 새것을 받아 앞의 파일은 보이지 않는다.`;
    case "container-prune":
      return before.container === state.container
        ? "멈춘 컨테이너가 없어 지운 것이 없다."
        : `멈춘 컨테이너를 모두 지우니 ${gone}. 볼륨은 건드리지 않는다.`;
    case "volume-rm":
      return `\`data\` 볼륨을 지우니 ${gone}. 볼륨은 백업이 아니다.`;
    case "volume-prune":
      return state.anonymous.length === before.anonymous.length
        ? "쓰지 않는 익명 볼륨이 없어 지운 것이 없다."
        : `쓰지 않는 익명 볼륨만 지워 ${gone}. 이름 있는 볼륨은 남는다.`;
    case "volume-prune-all":
      return state.anonymous.length === before.anonymous.length && state.named === before.named
        ? "컨테이너가 쓰는 볼륨뿐이라 지운 것이 없다."
        : `\`-a\`는 이름 있는 볼륨까지, 쓰는 컨테이너가 없으면 모두 지워 ${gone}.`;
  }
}

const IS_MISSING = "그런 컨테이너가 없어 아무 일도 일어나지 않았다.";
const FAILURES: Readonly<Record<CommandId, string>> = {
  create: "같은 이름의 컨테이너가 이미 있어 만들지 못했다.",
  start: IS_MISSING,
  write: "돌고 있는 컨테이너가 없어 쓰지 못했다.",
  stop: IS_MISSING,
  restart: IS_MISSING,
  rm: "돌고 있거나 없는 컨테이너라 지우지 못했다. 먼저 멈추거나 `-f`를 붙인다.",
  "rm-v": "돌고 있거나 없는 컨테이너라 지우지 못했다. 먼저 멈추거나 `-f`를 붙인다.",
  recreate: "돌고 있거나 없는 컨테이너라 지우지 못해 새로 만들지도 못했다.",
  "container-prune": IS_MISSING,
  "volume-rm": "없는 볼륨이거나, 멈춘 것이라도 컨테이너가 쓰고 있는 볼륨이라 지우지 못했다.",
  "volume-prune": IS_MISSING,
  "volume-prune-all": IS_MISSING,
};

const CONTAINERS = { none: "없음", created: "만들어짐", running: "도는 중", exited: "멈춤" } as const;
export function containerInWords(state: SurvivalState): string {
  return state.container === "none"
    ? CONTAINERS.none
    : `${state.number}번째, 이미지 ${state.image}판, ${CONTAINERS[state.container]}`;
}

function filesInWords(files: Files): string {
  return files.length === 0 ? "비어 있음" : files.map((file) => `파일 ${file}`).join(", ");
}

const events = (...types: CommandId[]): SurvivalEvent[] => types.map((type) => ({ type }));
const survivors = (state: SurvivalState) =>
  PLACES.filter((place) => filesIn(state, place).includes(1)).length;

export const dataSurvival: Lab<SurvivalState, SurvivalEvent, undefined> = {
  id: "docker-containers-data-survival",
  version: 1,
  scenarios: [
    {
      id: "stop",
      title: "멈췄다 다시 시작",
      about: "멈추기만 하면 무엇이 사라지는지 본다.",
      params: undefined,
      script: events("create", "start", "write", "stop", "start"),
      predict: {
        ask: "다섯 곳에 쓴 다음 멈췄다 시작하면 몇 곳에 남을까요?",
        answer: { kind: "number", unit: "곳", min: 0, max: 5 },
        at: 5,
        actual: survivors,
        why: () => "메모리에 있는 tmpfs만 사라진다. 쓰기 레이어는 컨테이너를 지울 때 사라진다.",
      },
    },
    {
      id: "rm",
      title: "지우기",
      about: "컨테이너를 지운 뒤 어디에 데이터가 남는지 본다.",
      params: undefined,
      script: events("create", "start", "write", "stop", "rm", "create", "start"),
      predict: {
        ask: "멈추고 rm하면 다섯 곳 가운데 몇 곳에 남을까요?",
        answer: { kind: "number", unit: "곳", min: 0, max: 5 },
        at: 5,
        actual: survivors,
        why: () => "쓰기 레이어와 tmpfs가 사라지고 볼륨 둘과 바인드 마운트는 남는다.",
      },
    },
    {
      id: "rm-v",
      title: "rm -v로 지우기",
      about: "-v가 어떤 볼륨까지 지우는지 본다.",
      params: undefined,
      script: events("create", "start", "write", "stop", "rm-v"),
      predict: {
        ask: "rm -v는 이름 있는 볼륨도 지울까요?",
        answer: { kind: "choice", options: ["지운다", "남긴다"] },
        at: 5,
        actual: (state) => (filesIn(state, "named").includes(1) ? "남긴다" : "지운다"),
        why: () => "`-v`는 그 컨테이너의 익명 볼륨만 함께 지운다.",
      },
    },
    {
      id: "recreate",
      title: "새 이미지로 바꾸기",
      about: "판을 올리느라 다시 만들 때 무엇이 이어지는지 본다.",
      params: undefined,
      script: events("create", "start", "write", "stop", "recreate", "start"),
    },
    {
      id: "prune",
      title: "정리하기",
      about: "prune이 무엇을 남기고 무엇을 지우는지 본다.",
      params: undefined,
      script: events(
        "create",
        "start",
        "write",
        "stop",
        "volume-prune-all",
        "container-prune",
        "volume-prune",
        "volume-prune-all",
      ),
    },
    {
      id: "volume-rm",
      title: "볼륨 지우기",
      about: "쓰이는 볼륨을 지울 수 있는지, 지우면 무엇이 사라지는지 본다.",
      params: undefined,
      script: events("create", "start", "write", "stop", "volume-rm", "rm", "volume-rm"),
    },
  ],
  init: () => ({
    container: "none",
    number: 0,
    image: 1,
    layer: [],
    tmpfs: [],
    named: undefined,
    anonymous: [],
    mounted: undefined,
    bind: [],
    writes: 0,
    output: undefined,
  }),
  rules,
  describe,
  tables: (state) => [
    {
      caption: `컨테이너: ${containerInWords(state)}`,
      columns: ["곳", "경로", "있는 것"],
      rows: [
        ...PLACES.filter((place) => place !== "anonymous").map((place) => [
          PLACE_NAMES[place],
          `\`${PLACE_PATHS[place]}\``,
          (place === "layer" || place === "tmpfs") && !isThere(state)
            ? "없음"
            : place === "named" && state.named === undefined
              ? "없음"
              : filesInWords(filesIn(state, place)),
        ]),
        ...state.anonymous.map((volume) => [
          `익명 볼륨 ${volume.id}`,
          volume.id === state.mounted ? `\`${PLACE_PATHS.anonymous}\`` : "쓰는 컨테이너 없음",
          filesInWords(volume.files),
        ]),
      ],
    },
  ],
  events: bareEvents(Object.keys(COMMANDS) as CommandId[]),
};
