import {
  type Boot,
  FAULT_IDS,
  FAULTS,
  type Fault,
  faultAhead,
  hasStopped,
  runBoot,
  STEPS,
  type Status,
  type Step,
  statusOf,
} from "../../models/openstack/boot.ts";
import { createOutput, LOOK_IDS, LOOKS, type Look, look, TELLING } from "../../models/openstack/screens.ts";
import { oneOf } from "../../sim/event-schema.ts";
import type { Lab, Output, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";

/** One instance on its way through the services, what stops it, and where that can be seen. */

export const CREATE =
  "openstack server create --flavor m1.small --image ubuntu-24.04 --network web-net --key-name k1 web1";

export type TraceState = {
  readonly boot: Boot;
  /** Whether the attempt has met what stops it: until then nobody knows. */
  readonly isOver: boolean;
  /** Whether what is wrong is kept from the reader, with the place where it stops. */
  readonly hidden: boolean;
  /** What was looked at since the last attempt, repaired in all, and repaired though it was whole. */
  readonly looked: readonly Look[];
  readonly repaired: readonly Fault[];
  readonly misses: number;
  /** Repairs whose cause had been seen before. */
  readonly proven: readonly Fault[];
  readonly last: Output | undefined;
};

export type TraceEvent =
  | { readonly type: "advance" | "create" }
  | { readonly type: "look"; readonly what: Look }
  | { readonly type: "repair" | "break"; readonly fault: Fault };

type Params = { readonly faults: readonly Fault[]; readonly hidden?: boolean };

export const FAULT_NAMES: Readonly<Record<Fault, string>> = {
  password: "틀린 비밀번호",
  quota: "다 쓴 코어 한도",
  resources: "남은 자원이 없음",
  "compute-down": "멈춘 nova-compute",
  "glance-route": "Glance로 가는 길이 막힘",
  "port-binding": "죽은 네트워크 에이전트",
  "volume-backend": "가득 찬 볼륨 백엔드",
  "domain-type": "켜지지 않은 KVM",
  "security-group": "열리지 않은 22번 포트",
};

/** What mends a fault, as a button says it. */
export const REPAIRS: Readonly<Record<Fault, string>> = {
  password: "비밀번호를 바로 적기",
  quota: "코어 한도 늘리기",
  resources: "컴퓨트 호스트 더하기",
  "compute-down": "nova-compute 다시 시작",
  "glance-route": "Glance의 9292 포트 열기",
  "port-binding": "네트워크 에이전트 다시 시작",
  "volume-backend": "볼륨 백엔드 늘리기",
  "domain-type": "virt_type을 qemu로",
  "security-group": "tcp 22를 허용하는 규칙 더하기",
};

/** Who asks whom at a step, and what for. */
export const STEP_WORDS: Readonly<
  Record<Step, { readonly from: string; readonly to: string; readonly what: string }>
> = {
  token: { from: "CLI", to: "Keystone", what: "토큰과 카탈로그" },
  request: { from: "CLI", to: "nova-api", what: "요청, 토큰 확인, 한도" },
  conduct: { from: "nova-api", to: "nova-scheduler", what: "호스트를 정하라는 일" },
  candidates: { from: "nova-scheduler", to: "Placement", what: "자원이 남은 후보" },
  dispatch: { from: "nova-scheduler", to: "nova-compute", what: "만들라는 일" },
  image: { from: "nova-compute", to: "Glance", what: "이미지" },
  port: { from: "nova-compute", to: "Neutron", what: "포트" },
  volume: { from: "nova-compute", to: "Cinder", what: "볼륨" },
  spawn: { from: "nova-compute", to: "libvirt/KVM", what: "VM 전원" },
  guest: { from: "VM", to: "메타데이터", what: "cloud-init" },
  login: { from: "밖", to: "VM", what: "SSH 접속" },
};

const fresh = (state: TraceState, faults: readonly Fault[]): TraceState => ({
  ...state,
  boot: { done: 0, faults },
  isOver: false,
  looked: [],
  last: undefined,
});

function attempt(state: TraceState): TraceState {
  const boot = runBoot({ ...state.boot, done: 0 });
  return {
    ...state,
    boot,
    isOver: true,
    looked: [],
    last: { command: CREATE, ...createOutput(boot, true) },
  };
}

function advance(state: TraceState): TraceState {
  const { boot } = state;
  if (hasStopped(boot))
    return { ...state, isOver: true, last: { command: CREATE, ...createOutput(boot, true) } };
  const next = { ...boot, done: boot.done + 1 };
  const last = STEPS[boot.done] === "request" ? { command: CREATE, ...createOutput(next, false) } : undefined;
  return { ...state, boot: next, isOver: next.done === STEPS.length, last };
}

/** Whether the cause of a fault has been seen: in the error of the command itself, or where it is told. */
function hasSeen({ looked, boot, isOver }: TraceState, fault: Fault): boolean {
  if (!isOver || faultAhead(boot) !== fault) return false;
  return TELLING[fault].length === 0 || TELLING[fault].some((place) => looked.includes(place));
}

function repair(state: TraceState, fault: Fault): TraceState {
  if (!state.boot.faults.includes(fault)) return { ...state, misses: state.misses + 1, last: undefined };
  return {
    ...fresh(
      state,
      state.boot.faults.filter((one) => one !== fault),
    ),
    repaired: [...state.repaired, fault],
    proven: hasSeen(state, fault) ? [...state.proven, fault] : state.proven,
  };
}

const rules: readonly Rule<TraceState, TraceEvent>[] = [
  {
    name: "next hop",
    on: "advance",
    when: ({ isOver }) => !isOver || "이 시도는 끝났습니다. 다시 만들거나 고치세요.",
    make: advance,
  },
  { name: "server create", on: "create", make: attempt },
  {
    name: "look",
    on: "look",
    make: (state, { what }) => ({
      ...state,
      looked: state.looked.includes(what) ? state.looked : [...state.looked, what],
      last: { command: LOOKS[what], text: look(what, seenBoot(state)), ok: true },
    }),
  },
  { name: "repair", on: "repair", make: (state, { fault }) => repair(state, fault) },
  {
    name: "break",
    on: "break",
    when: ({ boot }, { fault }) => !boot.faults.includes(fault) || "이미 넣은 고장입니다.",
    make: (state, { fault }) => ({ ...fresh(state, [...state.boot.faults, fault]), hidden: false }),
  },
];

/** Before an attempt is over its failure has left no trace. */
function seenBoot({ boot, isOver }: TraceState): Boot {
  return isOver
    ? boot
    : { ...boot, faults: boot.faults.filter((fault) => FAULTS[fault] !== STEPS[boot.done]) };
}

export function statusNow({ boot, isOver }: TraceState): Status | undefined {
  return statusOf(boot, isOver);
}

/** The steps that the reader may know of: while the cause is hidden, those that a user sees. */
export function knownSteps({ hidden, isOver, boot }: TraceState): number {
  if (!hidden || !isOver || boot.done === STEPS.length) return STEPS.length;
  const status = statusOf(boot, isOver);
  if (status === "ACTIVE") return STEPS.length;
  return status === undefined ? boot.done + 1 : STEPS.indexOf("request") + 1;
}

function sayStop(state: TraceState): string {
  const { boot, hidden } = state;
  const status = statusNow(state);
  const fault = faultAhead(boot);
  if (fault === undefined) return "끝까지 갔다. `web1`에 로그인할 수 있다.";
  if (status === undefined) return "명령이 오류로 끝나 서버가 만들어지지 않았다.";
  if (status === "ACTIVE") return "상태는 ACTIVE인데 밖에서 SSH가 닿지 않는다.";
  if (hidden) return `상태는 ${status}다. 화면에는 어디에서 멈추었는지 나오지 않는다. 살필 곳을 고른다.`;
  const { from, to } = STEP_WORDS[FAULTS[fault]];
  const kept =
    status === "BUILD"
      ? "아무도 실패를 알리지 않아 상태는 BUILD에 머문다"
      : `상태는 ${withJosa(status, "으로/로")} 바뀌었다`;
  return `${from}에서 ${to}까지의 걸음이 막혔다(${FAULT_NAMES[fault]}). ${kept}.`;
}

const SAID: Readonly<Record<Step, string>> = {
  token: "CLI가 Keystone에 비밀번호를 보여 주고 토큰과 서비스 카탈로그를 받았다.",
  request:
    "nova-api가 토큰을 Keystone에 확인하고 한도를 살핀 다음, 요청을 적어 두고 바로 답했다. 명령은 끝났고 상태는 BUILD다.",
  conduct: "nova-api가 메시지 큐에 일을 넣자 nova-conductor가 받아 nova-scheduler에게 호스트를 물었다.",
  candidates: "nova-scheduler가 Placement의 장부에서 vCPU 2개와 4GiB가 남은 후보를 받아 호스트를 골랐다.",
  dispatch: "고른 호스트 compute1의 nova-compute가 메시지 큐에서 만들라는 일을 받았다.",
  image: "nova-compute가 Glance에서 이미지를 받았다.",
  port: "Neutron이 포트를 만들어 이 호스트에 묶었다. 사설 주소가 정해졌다.",
  volume: "Cinder가 볼륨을 만들어 이 호스트에 이었다.",
  spawn: "libvirt가 KVM으로 VM을 켰다. 상태는 ACTIVE지만 게스트 OS는 아직 부팅하는 중이다.",
  guest: "VM 안의 cloud-init이 메타데이터를 읽어 SSH 키와 호스트 이름을 넣었다.",
  login: "보안 그룹이 22번 포트를 허용해 밖에서 SSH가 닿았다.",
};

function describe(state: TraceState, before: TraceState | undefined, event: TraceEvent | undefined): string {
  if (event === undefined || before === undefined)
    return "`web1`을 볼륨 하나와 함께 만들려 한다. 아직 아무도 움직이지 않았다.";
  switch (event.type) {
    case "advance": {
      const step = STEPS[before.boot.done];
      return state.boot.done > before.boot.done && step !== undefined ? SAID[step] : sayStop(state);
    }
    case "create":
      return sayStop(state);
    case "look":
      return sayLook(state, event.what);
    case "repair":
      return state.misses > before.misses
        ? `${withJosa(`'${REPAIRS[event.fault]}'`, "은/는")} 이 고장과 상관이 없었다. 그대로다.`
        : `고쳤다: ${FAULT_NAMES[event.fault]}. 다시 만들어 보면 어디까지 가는지 알 수 있다.`;
    case "break":
      return `고장을 넣었다: ${FAULT_NAMES[event.fault]}. 만들어 보면 무엇이 보일까.`;
  }
}

function sayLook(state: TraceState, what: Look): string {
  const fault = state.isOver ? faultAhead(state.boot) : undefined;
  const command = `\`${LOOKS[what]}\``;
  const text = state.last?.text ?? "";
  if (fault !== undefined && TELLING[fault].includes(what))
    return text === ""
      ? `${command}에 후보가 하나도 없다. 이만한 자원이 남은 호스트가 없다는 뜻이다.`
      : `${command}에 원인이 적혀 있다. 어느 서비스의 무엇인지 읽는다.`;
  if (text === "") return `${command}에는 아무것도 나오지 않는다.`;
  switch (what) {
    case "server":
      return saySeenServer(state, text);
    case "scheduler":
      return "스케줄러는 compute1을 골랐다. 여기까지는 왔고, 그 뒤의 일은 그 호스트에 있다.";
    case "ssh":
      if (statusNow(state) !== "ACTIVE") return "VM이 아직 켜지지 않아 닿을 곳이 없다.";
      return fault === undefined
        ? "SSH로 들어갔다."
        : "거절이 아니라 시간 초과다. 패킷이 VM에 닿지 못한다면 길이나 주소, 허용 가운데 하나다.";
    case "console":
      return fault === undefined
        ? "로그인 프롬프트가 떠 있다."
        : "로그인 프롬프트가 떠 있다. VM 안은 다 떴으므로 막힌 것은 밖이다.";
    default:
      return `${withJosa(command, "을/를")} 보았다. 여기에는 멈춘 까닭이 없다.`;
  }
}

function saySeenServer(state: TraceState, text: string): string {
  if (text.includes("maximum number of retries"))
    return "`fault`는 호스트마다 실패했다고만 한다. 왜 실패했는지는 그 호스트의 기록에 있다.";
  if (text.includes("No valid host"))
    return "`fault`는 맞는 호스트가 없다고만 한다. 왜 없는지는 스케줄러의 기록과 Placement가 안다.";
  if (text.includes("Volume"))
    return "`fault`는 볼륨이 error라고 한다. 왜 만들지 못했는지는 Cinder의 기록에 있다.";
  const status = statusNow(state);
  if (status === undefined) return "서버가 아예 없다. Nova가 요청을 받지 않았다.";
  return status === "BUILD"
    ? "상태는 BUILD이고 `fault`도 없다. 실패를 알린 곳이 없다는 뜻이다."
    : "상태는 ACTIVE다. 오픈스택이 보기에는 다 되었다.";
}

function tables(state: TraceState): readonly Table[] {
  const { boot, isOver, hidden } = state;
  const known = knownSteps(state);
  const mark = (index: number) => {
    if (index >= known) return "알 수 없음";
    if (index < boot.done) return "지남";
    return index === boot.done && isOver ? "멈춤" : "아직";
  };
  return [
    {
      caption: "인스턴스가 뜨기까지",
      columns: ["걸음", "부르는 쪽", "받는 쪽", "무엇", "상태"],
      rows: STEPS.map((step, index) => {
        const { from, to, what } = STEP_WORDS[step];
        return [index + 1, from, to, what, mark(index)];
      }),
    },
    {
      caption: "지금",
      columns: ["항목", "값"],
      rows: [
        ["`web1`의 상태", statusNow(state) ?? "없음"],
        ["넣은 고장", hidden ? "숨김" : boot.faults.map((fault) => FAULT_NAMES[fault]).join(", ") || "없음"],
        ["살핀 곳", state.looked.map((what) => `\`${LOOKS[what]}\``).join(", ") || "없음"],
        ["고친 것", state.repaired.map((fault) => FAULT_NAMES[fault]).join(", ") || "없음"],
        ["헛고친 횟수", state.misses],
      ],
    },
  ];
}

const at = (what: Look): TraceEvent => ({ type: "look", what });
const CREATE_EVENT: TraceEvent = { type: "create" };

export const bootTrace: Lab<TraceState, TraceEvent, Params> = {
  id: "openstack-boot-trace",
  version: 1,
  scenarios: [
    {
      id: "boot",
      title: "한 걸음씩 따라가기",
      about: "명령 한 줄 뒤에서 어느 서비스가 차례로 움직이는지 따라간다.",
      params: { faults: [] },
      script: STEPS.map((): TraceEvent => ({ type: "advance" })),
      predict: {
        ask: "server create 명령이 끝나 프롬프트가 돌아온 순간, web1은 어떤 상태일까요?",
        answer: {
          kind: "choice",
          options: ["요청만 적힌 BUILD", "VM이 켜진 ACTIVE", "로그인할 수 있는 상태"],
        },
        at: 2,
        actual: (state) => (statusNow(state) === "BUILD" ? "요청만 적힌 BUILD" : "VM이 켜진 ACTIVE"),
        why: () => "nova-api는 요청을 적어 두고 바로 답한다. 호스트를 정하는 일도 아직 시작되지 않았다.",
      },
    },
    {
      id: "no-host",
      title: "No valid host was found",
      about: "자원이 모자랄 때 어디에 무엇이 보이는지 본다. 다른 고장도 넣어 본다.",
      params: { faults: ["resources"] },
      script: [
        CREATE_EVENT,
        at("server"),
        at("scheduler"),
        at("candidates"),
        { type: "repair", fault: "resources" },
        CREATE_EVENT,
      ],
    },
    {
      id: "stuck-build",
      title: "BUILD에서 멈추었다",
      about: "오류도 없이 BUILD에 머물 때 무엇을 보아야 하는지 찾는다.",
      params: { faults: ["compute-down"] },
      script: [CREATE_EVENT, at("server"), at("scheduler"), at("services")],
      predict: {
        ask: "nova-compute가 멈춘 호스트로 일이 갔습니다. web1의 상태는 무엇이 될까요?",
        answer: { kind: "choice", options: ["ERROR로 바뀐다", "BUILD에 머문다", "ACTIVE가 된다"] },
        at: 1,
        actual: (state) =>
          ({ ERROR: "ERROR로 바뀐다", BUILD: "BUILD에 머문다", ACTIVE: "ACTIVE가 된다" })[
            statusNow(state) ?? "ERROR"
          ],
        why: () => "일은 메시지 큐에 들어갔고, 꺼내 갈 프로세스가 없다는 것을 아무도 알리지 않는다.",
      },
    },
    {
      id: "same-message",
      title: "같은 오류, 다른 원인",
      about: "고장이 숨어 있다. 화면의 오류 문장은 원인을 말하지 않으니 기록에서 찾는다.",
      params: { faults: ["port-binding", "domain-type"], hidden: true },
      goals: [
        {
          id: "two-causes",
          ask: "숨은 고장을 모두 찾아 `web1`을 띄운다. 고치기 전에 원인이 적힌 곳을 먼저 보고, 헛고치지 않는다.",
          met: (state) => {
            if (!state.hidden) return "고장을 새로 넣지 말고 숨은 것을 찾는다.";
            if (state.misses > 0) return "헛고쳤다. 처음으로 돌아가 기록을 먼저 본다.";
            if (state.proven.length < state.repaired.length)
              return "원인을 보지 않고 고친 것이 있다. 처음으로 돌아간다.";
            if (state.boot.done === STEPS.length) return state.proven.length === 2 || "아직 고친 것이 없다.";
            if (!state.isOver)
              return state.repaired.length === 0
                ? "먼저 만들어 본다."
                : "고쳤으면 다시 만들어 어디까지 가는지 본다.";
            if (state.looked.length === 0)
              return "서버의 `fault`는 호스트마다 실패했다고만 한다. 호스트에서 일하는 것은 어느 프로세스일까.";
            return "기록의 마지막 줄이 부르는 서비스나 라이브러리의 이름을 본다.";
          },
          within: 8,
        },
      ],
    },
    {
      id: "no-ssh",
      title: "ACTIVE인데 SSH가 안 된다",
      about: "VM은 켜졌는데 들어갈 수 없다. 안의 문제인지 밖의 문제인지 가른다.",
      params: { faults: ["security-group"], hidden: true },
      script: [CREATE_EVENT, at("ssh"), at("console"), at("rules")],
    },
  ],
  init: ({ faults, hidden = false }) => ({
    boot: { done: 0, faults },
    isOver: false,
    hidden,
    looked: [],
    repaired: [],
    misses: 0,
    proven: [],
    last: undefined,
  }),
  rules,
  describe,
  tables,
  events: {
    advance: {},
    create: {},
    look: { fields: { what: oneOf(LOOK_IDS) } },
    repair: { fields: { fault: oneOf(FAULT_IDS) } },
    break: { fields: { fault: oneOf(FAULT_IDS) } },
  },
};
