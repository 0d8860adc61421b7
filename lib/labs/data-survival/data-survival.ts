import {
  createContainer,
  execProblem,
  pruneContainers,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
} from "../../models/docker/containers.ts";
import {
  type Container,
  changeContainer,
  type Done,
  EMPTY_ENGINE,
  type Engine,
  type Files,
  findContainer,
  type Output,
  type Volume,
} from "../../models/docker/engine.ts";
import { isUsed, pruneVolumes, removeVolume } from "../../models/docker/volumes.ts";
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

const NAME = "app";
const DATA = "data";

export type SurvivalState = {
  readonly engine: Engine;
  /** Edition of the image that the next container is made from. */
  readonly image: number;
  /** What lies in the directory of the host. */
  readonly bind: Files;
  readonly writes: number;
  readonly output: (Output & { readonly command: string }) | undefined;
};

const CREATE = `docker create --name ${NAME} -v ${DATA}:/data -v /cache -v "$PWD/src":/src --tmpfs /run`;
const EACH = "for d in /app /data /cache /src /run";

export const COMMANDS = {
  create: `${CREATE} app:…`,
  start: "docker start app",
  write: `docker exec app sh -c '${EACH}; do echo … > $d/…; done'`,
  stop: "docker stop app",
  restart: "docker restart app",
  rm: "docker rm app",
  "rm-v": "docker rm -v app",
  recreate: `docker rm app && ${CREATE} app:…`,
  "container-prune": "docker container prune -f",
  "volume-rm": "docker volume rm data",
  "volume-prune": "docker volume prune -f",
  "volume-prune-all": "docker volume prune -f -a",
} as const;
export type CommandId = keyof typeof COMMANDS;
export type SurvivalEvent = { readonly type: CommandId };

export function containerOf({ engine }: SurvivalState): Container | undefined {
  return findContainer(engine, NAME);
}
const isThere = (state: SurvivalState) => containerOf(state) !== undefined;

/** The volume `data`; undefined while there is none. */
export function namedVolume({ engine }: SurvivalState): Volume | undefined {
  return engine.volumes.find((one) => one.name === DATA);
}

/** Those there are, in the order in which they were made. */
export function anonymousVolumesOf({ engine }: SurvivalState): readonly Volume[] {
  return engine.volumes.filter((one) => one.number > 0);
}

/** Whether the container mounts a volume. */
export function isMounted(state: SurvivalState, volume: Volume): boolean {
  return isUsed(state.engine, volume);
}

/** The command with the image and the file it was about. */
function lineOf(state: SurvivalState, command: CommandId): string {
  const line = COMMANDS[command];
  if (command === "write") return line.replaceAll("…", String(state.writes));
  return line.replaceAll("…", String(state.image));
}

function printed(state: SurvivalState, command: CommandId, output: Output): SurvivalState {
  return { ...state, output: { command: lineOf(state, command), ...output } };
}

/** What a command of the engine does to the state. */
function doing(act: (engine: Engine) => Done) {
  return (state: SurvivalState, command: CommandId) => {
    const { engine, output } = act(state.engine);
    return printed({ ...state, engine }, command, output);
  };
}

function create(state: SurvivalState, command: CommandId): SurvivalState {
  const image = `app:${state.image}`;
  const options = { name: NAME, image, volumes: [DATA], anonymous: 1 };
  const { engine, output } = createContainer(state.engine, options);
  return printed({ ...state, engine }, command, output);
}

/** `rm && create`: what `rm` refuses is not made again either. */
function recreate(state: SurvivalState): SurvivalState {
  const removed = removeContainer(state.engine, NAME);
  const next = { ...state, image: state.image + 1 };
  if (!removed.output.ok) return { ...printed(next, "recreate", removed.output), image: state.image };
  const made = create({ ...next, engine: removed.engine }, "recreate");
  return printed(made, "recreate", { ok: true, text: `${removed.output.text}\n${made.output?.text}` });
}

/** A file with the next number in each of the five places. */
function write(state: SurvivalState): SurvivalState {
  const writes = state.writes + 1;
  const problem = execProblem(state.engine, NAME);
  if (problem !== undefined)
    return { ...printed({ ...state, writes }, "write", problem.output), writes: state.writes };
  const container = containerOf(state)!;
  const add = (files: Files) => [...files, writes];
  const engine = changeContainer(state.engine, {
    ...container,
    layer: add(container.layer),
    tmpfs: add(container.tmpfs),
  });
  const volumes = engine.volumes.map((volume) =>
    container.mounts.includes(volume.name) ? { ...volume, files: add(volume.files) } : volume,
  );
  const written = { ...state, engine: { ...engine, volumes }, bind: add(state.bind), writes };
  return printed(written, "write", { ok: true, text: "" });
}

const ACTS: Readonly<Record<CommandId, (state: SurvivalState, command: CommandId) => SurvivalState>> = {
  create,
  start: doing((engine) => startContainer(engine, NAME)),
  write,
  stop: doing((engine) => stopContainer(engine, NAME)),
  restart: doing((engine) => restartContainer(engine, NAME)),
  rm: doing((engine) => removeContainer(engine, NAME)),
  "rm-v": doing((engine) => removeContainer(engine, NAME, { volumes: true })),
  recreate,
  "container-prune": doing(pruneContainers),
  "volume-rm": doing((engine) => removeVolume(engine, DATA)),
  "volume-prune": doing((engine) => pruneVolumes(engine, false)),
  "volume-prune-all": doing((engine) => pruneVolumes(engine, true)),
};

const rules: readonly Rule<SurvivalState, SurvivalEvent>[] = (Object.keys(COMMANDS) as CommandId[]).map(
  (on) => ({ name: on, on, make: (state) => ACTS[on](state, on) }),
);

/** The writes that can be read back, by place: through the container that is there, or by mounting again. */
export function filesIn(state: SurvivalState, place: Place): Files {
  const container = containerOf(state);
  switch (place) {
    case "layer":
      return container?.layer ?? [];
    case "tmpfs":
      return container?.tmpfs ?? [];
    case "named":
      return namedVolume(state)?.files ?? [];
    case "bind":
      return state.bind;
    case "anonymous":
      return anonymousVolumesOf(state).flatMap((volume) => volume.files);
  }
}

/** Whether one could write there: a tmpfs is mounted only while the container runs. */
export function isPlaceThere(state: SurvivalState, place: Place): boolean {
  switch (place) {
    case "layer":
      return isThere(state);
    case "tmpfs":
      return containerOf(state)?.state === "running";
    case "named":
      return namedVolume(state) !== undefined;
    case "anonymous":
      return anonymousVolumesOf(state).length > 0;
    case "bind":
      return true;
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
  if (state.output?.ok === false) return whyFailed(before, event.type);
  const lost = lostBetween(before, state);
  const names = lost.map((place) => PLACE_NAMES[place]).join(", ");
  const gone = lost.length === 0 ? "사라진 데이터는 없다" : `${names}의 데이터가 사라졌다`;
  const hadData = namedVolume(before);
  switch (event.type) {
    case "create":
      if (hadData === undefined)
        return "컨테이너를 만들자 빈 쓰기 레이어와 볼륨 두 개가 생겼다. 프로세스는 아직 없다.";
      return hadData.files.length > 0
        ? "컨테이너를 다시 만들자 `data` 볼륨의 데이터가 그대로 보이고, 쓰기 레이어와 익명 볼륨은 새것이라 비어 있다."
        : "컨테이너를 만들며 있던 `data` 볼륨을 붙였다. 그것도, 새 쓰기 레이어와 익명 볼륨도 비어 있다.";
    case "start":
      return containerOf(before)?.state === "running"
        ? "이미 돌고 있어 바뀐 것이 없다. 오류는 아니다."
        : "프로세스가 돌기 시작했다. tmpfs는 이때마다 빈 채로 새로 생긴다.";
    case "write":
      return `다섯 곳에 ${state.writes}번째 파일을 하나씩 썼다.`;
    case "stop":
      return containerOf(before)?.state === "running"
        ? `컨테이너를 멈추니 ${gone}. 쓰기 레이어는 컨테이너를 지울 때까지 남는다.`
        : "돌고 있지 않아 바뀐 것이 없다. 오류는 아니다.";
    case "restart":
      return containerOf(before)?.state === "running"
        ? `멈췄다가 다시 도는 것이라 ${gone}.`
        : "돌고 있지 않던 컨테이너를 시작했다. tmpfs는 빈 채로 새로 생긴다.";
    case "rm":
      return `컨테이너를 지우니 ${gone}. 익명 볼륨은 주인 없이 남아 자리를 차지한다.`;
    case "rm-v":
      return `\`-v\`로 지우니 ${gone}. 이름 있는 볼륨은 이때도 남는다.`;
    case "recreate": {
      const hidden = anonymousVolumesOf(before).some((one) => isMounted(before, one) && one.files.length > 0);
      const rest = hidden ? " 익명 볼륨도 새것을 받아 앞의 파일은 보이지 않는다." : "";
      return `새 이미지로 다시 만들면 컨테이너가 바뀌는 것이라 ${gone}.${rest}`;
    }
    case "container-prune":
      return containerOf(before) === containerOf(state)
        ? "돌지 않는 컨테이너가 없어 지운 것이 없다."
        : `돌지 않는 컨테이너를 모두 지우니 ${gone}. 볼륨은 건드리지 않는다.`;
    case "volume-rm":
      return lost.length > 0
        ? `\`data\` 볼륨을 지우니 ${gone}. 볼륨은 백업이 아니다.`
        : "`data` 볼륨을 지웠다. 비어 있어 사라진 데이터는 없다.";
    case "volume-prune":
      return state.engine.volumes.length === before.engine.volumes.length
        ? "쓰지 않는 익명 볼륨이 없어 지운 것이 없다."
        : `쓰지 않는 익명 볼륨만 지워 ${gone}. 이름 있는 볼륨은 남는다.`;
    case "volume-prune-all":
      return state.engine.volumes.length === before.engine.volumes.length
        ? "컨테이너가 쓰지 않는 볼륨이 없어 지운 것이 없다."
        : `\`-a\`는 이름 있는 볼륨까지, 쓰는 컨테이너가 없으면 모두 지워 ${gone}.`;
  }
}

/** Why a command failed, from what there was before it. */
function whyFailed(before: SurvivalState, command: CommandId): string {
  const container = containerOf(before);
  switch (command) {
    case "create":
      return "같은 이름의 컨테이너가 이미 있어 만들지 못했다.";
    case "volume-rm":
      if (namedVolume(before) === undefined) return "`data`라는 볼륨이 없어 지우지 못했다.";
      return container?.state === "running"
        ? "컨테이너가 쓰고 있는 볼륨이라 지우지 못했다."
        : "멈춘 컨테이너라도 붙잡고 있는 볼륨은 지우지 못한다.";
    case "write":
      return container === undefined
        ? "그런 컨테이너가 없어 쓰지 못했다."
        : "컨테이너는 있지만 돌고 있지 않아 그 안에서 쓰지 못했다.";
    default:
      if (container === undefined) {
        return command === "recreate"
          ? "지울 컨테이너가 없어 `rm`이 실패했고, `&&` 뒤는 실행되지 않았다."
          : "그런 컨테이너가 없어 아무 일도 일어나지 않았다.";
      }
      return command === "recreate"
        ? "돌고 있는 컨테이너라 `rm`이 실패했고, `&&` 뒤는 실행되지 않았다."
        : "돌고 있는 컨테이너라 지우지 못했다. 먼저 멈추거나 `-f`를 붙인다.";
  }
}

const CONTAINERS = { none: "없음", created: "만들어짐", running: "도는 중", exited: "멈춤" } as const;
export function containerInWords(state: SurvivalState): string {
  const container = containerOf(state);
  if (container === undefined) return CONTAINERS.none;
  return `${container.number}번째, 이미지 ${container.image}, ${CONTAINERS[container.state]}`;
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
  init: () => ({ engine: EMPTY_ENGINE, image: 1, bind: [], writes: 0, output: undefined }),
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
          isPlaceThere(state, place) ? filesInWords(filesIn(state, place)) : "없음",
        ]),
        ...anonymousVolumesOf(state).map((volume) => [
          `익명 볼륨 ${volume.number}(\`${volume.name.slice(0, 12)}…\`)`,
          isMounted(state, volume) ? `\`${PLACE_PATHS.anonymous}\`` : "쓰는 컨테이너 없음",
          filesInWords(volume.files),
        ]),
      ],
    },
  ],
  events: bareEvents(Object.keys(COMMANDS) as CommandId[]),
};
