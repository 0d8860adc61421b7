import { named, oneOf } from "../../sim/event-schema.ts";
import type { Goal, Lab, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";

/** An order over four services, each with a database of its own, led by an orchestrator: a saga. */

export const SERVICES = ["order", "stock", "payment", "delivery"] as const;
export type Service = (typeof SERVICES)[number];

/** What each service does, how it is undone, and what its database says before and after. */
export const WORK: Readonly<
  Record<
    Service,
    {
      readonly name: string;
      readonly act: string;
      readonly undo: string;
      readonly done: string;
      readonly undone: string;
    }
  >
> = {
  order: { name: "주문", act: "주문 생성", undo: "주문 취소", done: "접수됨", undone: "취소됨" },
  stock: { name: "재고", act: "재고 예약", undo: "예약 해제", done: "예약됨", undone: "해제됨" },
  payment: { name: "결제", act: "결제", undo: "결제 취소", done: "승인됨", undone: "환불됨" },
  delivery: { name: "배송", act: "배송 요청", undo: "배송 취소", done: "준비 중", undone: "취소됨" },
};

export type Status = "none" | "done" | "failed" | "undone";
export type Phase = "forward" | "back" | "committed" | "rolled-back";
const NOBODY = "none";

export type SagaState = {
  readonly status: Readonly<Record<Service, Status>>;
  readonly phase: Phase;
  /** How often each did its work; more than once where an answer was lost and nothing tells the two apart. */
  readonly times: Readonly<Record<Service, number>>;
  /** Who will fail. */
  readonly fails: Service | typeof NOBODY;
  /** Whose first answer gets lost on its way. */
  readonly loses: Service | typeof NOBODY;
  /** Whether that answer is lost now, so that the orchestrator asks again. */
  readonly waiting: boolean;
  /** Whether each request carries a key by which a service knows it again. */
  readonly keys: boolean;
  /** What was asked, in order, as the paper writes it: `do`, `fail`, `compensate`. */
  readonly log: readonly string[];
};

export type SagaEvent =
  | { readonly type: "step" }
  | { readonly type: "fails"; readonly service: Service | typeof NOBODY }
  | { readonly type: "loses"; readonly service: Service | typeof NOBODY }
  | { readonly type: "keys"; readonly on: boolean };

type Params = Partial<Pick<SagaState, "fails" | "loses" | "keys">>;

const all = <T>(value: T) =>
  Object.fromEntries(SERVICES.map((service) => [service, value])) as Record<Service, T>;

export const ended = ({ phase }: SagaState) => phase === "committed" || phase === "rolled-back";
const begun = ({ log }: SagaState) => log.length > 0;

/** Whom the orchestrator asks next. */
export function nextService({ status, phase }: SagaState): Service | undefined {
  if (phase === "forward") return SERVICES.find((service) => status[service] === "none");
  if (phase === "back") return SERVICES.findLast((service) => status[service] === "done");
  return undefined;
}

function step(state: SagaState): SagaState {
  const service = nextService(state)!;
  if (state.phase === "back") {
    const status = { ...state.status, [service]: "undone" as const };
    const left = SERVICES.some((one) => status[one] === "done");
    return {
      ...state,
      status,
      phase: left ? "back" : "rolled-back",
      log: [...state.log, `compensate ${service}`],
    };
  }
  if (state.fails === service) {
    const status = { ...state.status, [service]: "failed" as const };
    const left = SERVICES.some((one) => status[one] === "done");
    return { ...state, status, phase: left ? "back" : "rolled-back", log: [...state.log, `fail ${service}`] };
  }
  // The work is done; where its answer is lost the orchestrator cannot know, and asks again.
  if (state.loses === service && !state.waiting) {
    return {
      ...state,
      waiting: true,
      times: { ...state.times, [service]: state.times[service] + 1 },
      log: [...state.log, `lost ${service}`],
    };
  }
  const again = state.waiting && state.keys ? 0 : 1;
  const status = { ...state.status, [service]: "done" as const };
  return {
    ...state,
    status,
    waiting: false,
    times: { ...state.times, [service]: state.times[service] + again },
    phase: SERVICES.every((one) => status[one] === "done") ? "committed" : "forward",
    log: [...state.log, `do ${service}`],
  };
}

const before = (state: SagaState): true | string =>
  !begun(state) || "시작하기 전에만 바꿀 수 있습니다. 처음으로 돌아가세요.";

const rules: readonly Rule<SagaState, SagaEvent>[] = [
  {
    name: "다음 차례",
    on: "step",
    when: (state) => !ended(state) || "사가가 끝났습니다.",
    make: step,
  },
  {
    name: "실패할 곳",
    on: "fails",
    when: (state, { service }) => (state.fails === service ? "이미 그곳입니다." : before(state)),
    make: (state, { service }) => ({ ...state, fails: service }),
  },
  {
    name: "답이 사라질 곳",
    on: "loses",
    when: (state, { service }) => (state.loses === service ? "이미 그곳입니다." : before(state)),
    make: (state, { service }) => ({ ...state, loses: service }),
  },
  {
    name: "멱등 키",
    on: "keys",
    when: (state, { on }) => (state.keys === on ? "이미 그렇습니다." : before(state)),
    make: (state, { on }) => ({ ...state, keys: on }),
  },
];

/** What somebody who reads the databases now would take the order for. */
export function seenNow({ status, phase }: SagaState): string {
  const told = SERVICES.filter((service) => status[service] === "done" || status[service] === "undone").map(
    (service) =>
      `${WORK[service].name} ${status[service] === "done" ? WORK[service].done : WORK[service].undone}`,
  );
  if (told.length === 0) return "아무 데에도 적힌 것이 없다.";
  const whole = phase === "committed" || phase === "rolled-back" ? "" : " 아직 끝나지 않은 주문이다.";
  return `${told.join(", ")}.${whole}`;
}

function describe(state: SagaState, _: SagaState | undefined, event: SagaEvent | undefined): string {
  if (event?.type !== "step") {
    const fails = state.fails === NOBODY ? "아무도 실패하지 않고" : `${WORK[state.fails].name}에서 실패하고`;
    const loses =
      state.loses === NOBODY ? "답은 모두 돌아온다" : `${WORK[state.loses].name}의 첫 답은 오다가 사라진다`;
    return `${fails} ${loses}. 요청에 멱등 키를 ${state.keys ? "붙인다" : "붙이지 않는다"}.`;
  }
  const last = state.log.at(-1) ?? "";
  const service = SERVICES.find((one) => last.endsWith(one))!;
  const { name, act, undo } = WORK[service];
  if (last.startsWith("lost"))
    return `${withJosa(name, "은/는")} 일을 마쳤지만 답이 사라졌다. 오케스트레이터는 됐는지 알 수 없어 다시 보낸다.`;
  if (last.startsWith("fail")) {
    return state.phase === "rolled-back"
      ? `${withJosa(act, "이/가")} 실패했다. 끝낸 일이 없어 되돌릴 것도 없다.`
      : `${withJosa(act, "이/가")} 실패했다. 끝낸 일을 뒤에서부터 되돌린다.`;
  }
  if (last.startsWith("compensate")) {
    const end = state.phase === "rolled-back" ? " 모두 되돌렸다." : "";
    const twice = state.times[service] > 1 ? ` 두 번 한 ${act} 가운데 하나만 되돌려 하나가 남는다.` : "";
    return `${withJosa(undo, "으로/로")} 되돌린다.${twice}${end}`;
  }
  if (state.times[service] > 1)
    return `${name}에 다시 보낸 요청을 새 요청으로 알고 ${withJosa(act, "을/를")} 한 번 더 했다.`;
  const again = state.log.at(-2)?.startsWith("lost")
    ? "다시 온 요청을 키로 알아보고 먼저 한 일의 답을 돌려준다."
    : "";
  return again === ""
    ? `${withJosa(act, "이/가")} 되었다. ${state.phase === "committed" ? "네 곳이 모두 끝났다." : seenNow(state)}`
    : `${withJosa(name, "은/는")} ${again}`;
}

const STATUS: Readonly<Record<Status, string>> = {
  none: "아직",
  done: "함",
  failed: "실패",
  undone: "되돌림",
};

function tables(state: SagaState): readonly Table[] {
  return [
    {
      caption: "서비스마다의 데이터베이스",
      columns: ["서비스", "상태", "일을 한 횟수"],
      rows: SERVICES.map((service) => [
        WORK[service].name,
        STATUS[state.status[service]],
        state.times[service],
      ]),
    },
    {
      caption: "지금 읽으면",
      columns: ["무엇", "보이는 것"],
      rows: [["주문", seenNow(state)]],
    },
  ];
}

/** Work that stands though the saga was undone, or that was done twice. */
export function leftOver({ status, times }: SagaState): readonly Service[] {
  return SERVICES.filter(
    (service) =>
      times[service] - (status[service] === "undone" ? 1 : 0) > (status[service] === "done" ? 1 : 0),
  );
}

const clean: Goal<SagaState> = {
  id: "paid-back-once",
  ask: "결제의 답이 사라지고 배송이 실패해도, 끝에는 결제가 하나도 남지 않게 한다.",
  met: (state) => {
    if (state.loses !== "payment") return "답이 사라질 곳을 결제로 한다.";
    if (state.fails !== "delivery") return "실패할 곳을 배송으로 한다.";
    if (!ended(state))
      return state.keys
        ? "끝까지 진행한다."
        : "같은 결제가 두 번 되면 한 번만 되돌린다. 둘을 같은 것으로 알아볼 무엇이 있어야 한다.";
    return leftOver(state).length === 0 || "결제가 하나 남았다. 다시 온 요청을 알아보지 못했다.";
  },
  within: 3,
};

export const sagaSimulator: Lab<SagaState, SagaEvent, Params> = {
  id: "microservices-saga-simulator",
  version: 1,
  scenarios: [
    {
      id: "delivery-fails",
      title: "배송에서 실패",
      about:
        "네 서비스가 차례로 제 일을 끝내다가 배송에서 실패한다. 무엇부터 되돌리는지, 그사이에 읽으면 무엇이 보이는지 본다.",
      params: { fails: "delivery" },
      predict: {
        ask: "배송이 실패하면 가장 먼저 되돌리는 것은 무엇일까요?",
        answer: { kind: "choice", options: ["주문을 없던 일로", "재고를 되돌려 놓기", "돈을 돌려주기"] },
        at: 5,
        actual: () => "돈을 돌려주기",
        why: () => "끝낸 순서의 반대로 되돌린다. 마지막에 끝낸 것이 결제다.",
      },
    },
    {
      id: "lost-answer",
      title: "사라진 답",
      about: "결제는 되었는데 답이 사라져 다시 보낸다. 멱등 키가 없으면 무엇이 남는지 본다.",
      params: { loses: "payment" },
    },
    {
      id: "all-well",
      title: "모두 성공",
      about: "아무 일 없이 끝나는 주문이다. 위의 조건을 바꾸어 목표를 이뤄 본다.",
      params: {},
      goals: [clean],
    },
  ],
  init: ({ fails = NOBODY, loses = NOBODY, keys = false }) => ({
    status: all<Status>("none"),
    phase: "forward",
    times: all(0),
    fails,
    loses,
    waiting: false,
    keys,
    log: [],
  }),
  rules,
  next: (state) => (ended(state) ? undefined : { type: "step" }),
  describe,
  tables,
  events: {
    step: {},
    fails: { fields: { service: oneOf([...SERVICES, NOBODY]) }, replaces: [] },
    loses: { fields: { service: oneOf([...SERVICES, NOBODY]) }, replaces: [] },
    keys: { fields: { on: named({ on: true, off: false }) }, replaces: [] },
  },
};
