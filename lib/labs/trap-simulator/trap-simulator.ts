import { oneOf } from "../../sim/event-schema.ts";
import { HIDDEN } from "../../sim/guess.ts";
import type { Lab, Rule, Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import {
  type Controls,
  CROSSING_NAMES,
  type Handling,
  type How,
  handle,
  needsCare,
  TECHNIQUE_NAMES,
  TECHNIQUES,
  type Technique,
} from "./handle.ts";
import {
  HOST_CPU,
  INSTRUCTIONS,
  type Machine,
  OPS,
  type Op,
  perform,
  performUnnoticed,
} from "./instructions.ts";

/** A guest kernel run instruction by instruction under four kinds of virtualisation. */

export const ROUNDS = 2;
export const MOST_LINES = 10;

export type TrapState = {
  readonly technique: Technique;
  readonly controls: Controls;
  /** The guest kernel's code; it runs `ROUNDS` times. */
  readonly code: readonly Op[];
  /** How many instructions have been run, over all rounds. */
  readonly ran: number;
  /** The machine the guest should see, and the one it does see. */
  readonly want: Machine;
  readonly got: Machine;
  readonly last: (Handling & { readonly op: Op; readonly translated: boolean }) | undefined;
  /** Lines of code whose translation is in the cache. */
  readonly translated: readonly number[];
  readonly counts: Readonly<Record<How, number>>;
};

export type TrapEvent =
  | { readonly type: "run" }
  | { readonly type: "use"; readonly technique: Technique }
  | { readonly type: "control"; readonly control: keyof Controls }
  | { readonly type: "add"; readonly op: Op }
  | { readonly type: "drop" };

type Params = {
  readonly technique: Technique;
  readonly code: readonly Op[];
  readonly controls?: Partial<Controls>;
};

const FRESH: Machine = { interrupts: 1, bytesOut: 0, tables: 0, read: "" };

function start(technique: Technique, code: readonly Op[], controls: Controls): TrapState {
  return {
    technique,
    controls,
    code,
    ran: 0,
    want: FRESH,
    got: FRESH,
    last: undefined,
    translated: [],
    counts: { direct: 0, unnoticed: 0, replaced: 0, crossed: 0 },
  };
}

/** The line that runs next; undefined when the code is done. */
export function lineToRun({ ran, code }: TrapState): number | undefined {
  return ran < code.length * ROUNDS ? ran % code.length : undefined;
}

/** What the guest sees and should not, by name. */
export function differences({ want, got }: TrapState): readonly string[] {
  return [
    ...(want.interrupts === got.interrupts ? [] : ["IF"]),
    ...(want.read === got.read ? [] : ["읽은 값"]),
    ...(want.bytesOut === got.bytesOut ? [] : ["내보낸 바이트"]),
    ...(want.tables === got.tables ? [] : ["페이지 테이블"]),
  ];
}

const rules: readonly Rule<TrapState, TrapEvent>[] = [
  {
    name: "run",
    on: "run",
    when: (state) => lineToRun(state) !== undefined || "코드를 끝까지 실행했습니다.",
    make: (state) => {
      const line = lineToRun(state)!;
      const op = state.code[line]!;
      const handling = handle(op, state.technique, state.controls);
      const translated = state.technique === "translate" && !state.translated.includes(line);
      return {
        ...state,
        ran: state.ran + 1,
        want: perform(op, state.want),
        got: handling.how === "unnoticed" ? performUnnoticed(op, state.got) : perform(op, state.got),
        last: { ...handling, op, translated },
        translated: translated ? [...state.translated, line] : state.translated,
        counts: { ...state.counts, [handling.how]: state.counts[handling.how] + 1 },
      };
    },
  },
  {
    name: "use",
    on: "use",
    make: ({ code, controls }, { technique }) => start(technique, code, controls),
  },
  {
    name: "control",
    on: "control",
    when: ({ technique }) => technique === "vtx" || "VM exit 설정은 VT-x에만 있습니다.",
    make: ({ technique, code, controls }, { control }) =>
      start(technique, code, { ...controls, [control]: !controls[control] }),
  },
  {
    name: "add",
    on: "add",
    when: ({ code }) => code.length < MOST_LINES || `코드는 ${MOST_LINES}줄까지 쓸 수 있습니다.`,
    make: ({ technique, code, controls }, { op }) => start(technique, [...code, op], controls),
  },
  {
    name: "drop",
    on: "drop",
    when: ({ code }) => code.length > 1 || "한 줄은 있어야 합니다.",
    make: ({ technique, code, controls }) => start(technique, code.slice(0, -1), controls),
  },
];

const CONTROL_NAMES: Readonly<Record<keyof Controls, string>> = {
  io: "I/O 명령",
  hlt: "HLT",
  cr3: "CR3 쓰기",
};

/** Why the instruction was dealt with as it was. */
function explain({ technique, last, got, want }: TrapState): string {
  const { op, how, translated, exitName, reason } = last!;
  const name = `\`${INSTRUCTIONS[op].text}\``;
  const first = translated ? "이 줄을 처음 만나 변환했고, " : "";
  if (how === "unnoticed") {
    if (op === "pushf") {
      return want.read === got.read
        ? `${withJosa(name, "은/는")} 민감하지만 트랩되지 않아 실제 CPU의 IF를 읽었다. 이번에는 우연히 맞다.`
        : `${withJosa(name, "은/는")} 트랩되지 않아 실제 CPU의 ${withJosa(got.read, "을/를")} 읽었다. 게스트가 보아야 할 값은 ${want.read}이다.`;
    }
    if (op === "cpuid")
      return `${withJosa(name, "은/는")} 트랩되지 않아 게스트가 ${HOST_CPU}의 정보를 그대로 보았다.`;
    return want.interrupts === got.interrupts
      ? `${name}의 IF 변경은 트랩 없이 무시되었다. IF가 이미 그 값이어서 티가 나지 않았다.`
      : `${name}의 IF 변경은 트랩 없이 무시되었다. 게스트는 IF=${withJosa(String(want.interrupts), "으로/로")} 알지만 VMM이 아는 값은 IF=${got.interrupts}이다.`;
  }
  if (how === "direct") {
    if (technique === "translate")
      return `${first || "캐시에 있는 대로, "}${withJosa(name, "은/는")} 그대로 두어도 안전하므로 CPU가 직접 실행했다.`;
    if (technique !== "vtx" || !needsCare(op))
      return `${withJosa(name, "은/는")} 안전한 명령이라 CPU가 직접 실행했다.`;
    if (op === "out")
      return `I/O exit을 요구하지 않아 ${withJosa(name, "이/가")} 실제 포트에 바로 썼다. 포트를 이 VM에 내준 때에만 쓰는 설정이다.`;
    if (op === "hlt")
      return `HLT exit을 요구하지 않아 물리 CPU가 정말로 쉰다. 인터럽트가 오기 전에는 다른 VM도 이 CPU를 쓰지 못한다.`;
    if (op === "cr3")
      return `CR3 쓰기는 exit 없이 끝났다. EPT가 게스트 물리 주소를 한 번 더 바꾸므로 게스트가 제 표를 골라도 안전하다.`;
    return `${withJosa(name, "은/는")} VM exit 목록에 없다. 게스트 자신의 IF만 다루므로 그대로 실행해도 안전하다.`;
  }
  if (how === "replaced") {
    return technique === "translate"
      ? `${first || "캐시에 있는 대로, "}${name} 대신 VMM이 관리하는 IF를 다루는 코드를 실행했다. VMM으로 넘어가지는 않았다.`
      : `고친 커널은 ${name} 대신 하이퍼바이저와 함께 쓰는 메모리의 표시를 다룬다. 하이퍼콜도 필요 없다.`;
  }
  switch (technique) {
    case "trap":
      return `${withJosa(name, "은/는")} 특권 명령이라 트랩되었고, VMM이 가상 머신에서 대신 처리했다.`;
    case "translate":
      return `${first || "캐시에 있는 대로, "}${name} 자리의 코드가 VMM을 불렀고 VMM이 처리했다.`;
    case "para":
      return op === "cpuid"
        ? `고친 커널은 약속된 표시를 앞에 붙인 ${withJosa(name, "으로/로")} 일부러 하이퍼바이저를 불렀고, 하이퍼바이저가 VM의 CPU 정보를 주었다.`
        : `고친 커널은 ${name} 대신 하이퍼콜로 요청했고, 하이퍼바이저가 처리했다.`;
    case "vtx":
      return op === "cpuid"
        ? `${withJosa(name, "은/는")} 언제나 VM exit을 일으킨다. 이유 번호는 ${reason}(\`${exitName}\`)이다.`
        : `${withJosa(name, "은/는")} 설정에 따라 VM exit을 일으켰다. 이유 번호는 ${reason}(\`${exitName}\`)이다.`;
  }
}

function describe(state: TrapState, _before: TrapState | undefined, event: TrapEvent | undefined): string {
  switch (event?.type) {
    case "run":
      return explain(state);
    case "use":
      return `이제 ${withJosa(TECHNIQUE_NAMES[state.technique], "으로/로")} 처음부터 실행한다.`;
    case "control":
      return `${CONTROL_NAMES[event.control]}에 VM exit을 ${state.controls[event.control] ? "요구하기로" : "요구하지 않기로"} 하고 처음부터 실행한다.`;
    case "add":
      return `코드 끝에 ${withJosa(`\`${INSTRUCTIONS[event.op].text}\``, "을/를")} 더하고 처음부터 실행한다.`;
    case "drop":
      return "코드의 마지막 줄을 빼고 처음부터 실행한다.";
    default:
      return `게스트 커널의 명령 ${state.code.length}개를 ${withJosa(TECHNIQUE_NAMES[state.technique], "으로/로")} ${ROUNDS}번 되풀이해 실행하려 한다. 지금은 IF=1이다.`;
  }
}

export const HOW_NAMES: Readonly<Record<How, string>> = {
  direct: "직접 실행",
  unnoticed: "트랩 없이 어긋남",
  replaced: "다른 코드로 대신",
  crossed: "하이퍼바이저가 처리",
};

/** How a line of code is handled; while a guess is open, only once it has been seen to run. */
export function sayHow(state: TrapState, line: number, guessing: boolean): string {
  if (guessing && timesRun(state, line) === 0) return HIDDEN;
  return HOW_NAMES[handle(state.code[line]!, state.technique, state.controls).how];
}

function tables(state: TrapState, guessing = false): readonly Table[] {
  const { technique, controls, code, want, got, counts } = state;
  const row = (name: string, pick: (machine: Machine) => string | number) =>
    [name, pick(want), pick(got), pick(want) === pick(got) ? "같음" : "다름"] as const;
  return [
    {
      caption: `${TECHNIQUE_NAMES[technique]}에서 명령마다 처리하는 법`,
      columns: ["명령", "뜻", "특권", "민감", "처리", "실행한 횟수"],
      rows: code.map((op, line) => {
        const { privileged, sensitive } = { privileged: isPrivileged(op), sensitive: needsCare(op) };
        const { reason } = handle(op, technique, controls);
        const said = sayHow(state, line, guessing);
        return [
          `\`${INSTRUCTIONS[op].text}\``,
          INSTRUCTIONS[op].about,
          privileged ? "예" : "아니요",
          sensitive ? "예" : "아니요",
          said === HIDDEN || reason === undefined ? said : `${said} (VM exit ${reason})`,
          timesRun(state, line),
        ];
      }),
    },
    {
      caption: "지금까지 센 것",
      columns: ["처리", "횟수"],
      rows: [
        [HOW_NAMES.direct, counts.direct],
        [HOW_NAMES.replaced, counts.replaced],
        [`${HOW_NAMES.crossed}(${CROSSING_NAMES[technique]})`, counts.crossed],
        [HOW_NAMES.unnoticed, counts.unnoticed],
        ...(technique === "translate" ? [["변환한 줄", state.translated.length] as const] : []),
      ],
    },
    {
      caption: "게스트가 보아야 할 기계와 실제로 본 기계",
      columns: ["상태", "보아야 할 것", "본 것", "견줌"],
      rows: [
        row("IF", (machine) => machine.interrupts),
        row("마지막으로 읽은 값", (machine) => machine.read || "없음"),
        row("내보낸 바이트", (machine) => machine.bytesOut),
        row("페이지 테이블을 바꾼 횟수", (machine) => machine.tables),
      ],
    },
  ];
}

function isPrivileged(op: Op): boolean {
  return handle(op, "trap", { io: true, hlt: true, cr3: true }).how === "crossed";
}

export function timesRun({ ran, code }: TrapState, line: number): number {
  return Math.floor(ran / code.length) + (ran % code.length > line ? 1 : 0);
}

/** The six of the note. */
export const SIX: readonly Op[] = ["add", "inc", "cli", "out", "cpuid", "popf1"];

export const trapSimulator: Lab<TrapState, TrapEvent, Params> = {
  id: "virtualization-trap-simulator",
  version: 1,
  scenarios: [
    {
      id: "trap",
      title: "트랩 후 에뮬레이션",
      about: "민감한데 트랩되지 않는 명령이 무엇을 망가뜨리는지 본다.",
      goals: [
        {
          id: "faithful-trap",
          ask: "트랩 후 에뮬레이션만으로, 민감한 명령이 둘 넘게 든 코드를 끝까지 돌려 두 기계가 어긋나지 않게 한다.",
          met: (state) => {
            if (state.technique !== "trap") return "기법을 바꾸지 않고도 된다. 코드를 바꾼다.";
            if (state.code.some((op) => op === "popf0" || op === "popf1"))
              return "`POPF`는 낮은 권한에서 트랩되지 않고 조용히 다르게 움직인다.";
            if (differences(state).length > 0)
              return `벌써 어긋났다: ${differences(state).join(", ")}. 트랩되지 않는 민감한 명령이 있다.`;
            if (state.counts.crossed < 4) return "민감한 명령이 트랩되는 것을 적어도 두 줄은 남겨야 한다.";
            return lineToRun(state) === undefined || "아직 다 돌지 않았다. 다음을 눌러 끝까지 본다.";
          },
          within: 3,
        },
      ],
      params: { technique: "trap", code: SIX },
      predict: {
        ask: "게스트가 CLI로 인터럽트를 껐다가 POPF로 켜면, VMM이 아는 게스트의 IF는 얼마일까요?",
        answer: { kind: "choice", options: ["IF=0", "IF=1"] },
        at: 6,
        actual: (state) => `IF=${state.got.interrupts}`,
        why: () =>
          "`CLI`는 트랩되어 VMM이 알지만, `POPF`는 낮은 권한에서 IF만 조용히 무시되어 VMM이 알 길이 없다.",
      },
    },
    {
      id: "translate",
      title: "이진 변환",
      about: "변환은 줄마다 한 번이고 실행은 여러 번임을 본다.",
      params: { technique: "translate", code: SIX },
      predict: {
        ask: "코드를 두 번 되풀이하는 동안 VMM으로 몇 번 넘어갈까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 12 },
        at: 12,
        actual: (state) => state.counts.crossed,
        why: () => "IF를 다루는 `CLI`와 `POPF`는 변환된 코드 안에서 끝나고, `OUT`과 `CPUID`만 VMM을 부른다.",
      },
    },
    {
      id: "para",
      title: "반가상화",
      about: "고친 커널이 민감 명령을 무엇으로 대신하는지 본다.",
      params: { technique: "para", code: SIX },
    },
    {
      id: "vtx",
      title: "VT-x",
      about: "어떤 명령이 VM exit을 일으키는지 세어 본다.",
      params: { technique: "vtx", code: SIX },
      predict: {
        ask: "I/O에 exit을 요구한 VT-x에서, 코드를 두 번 되풀이하면 VM exit은 몇 번일까요?",
        answer: { kind: "number", unit: "번", min: 0, max: 12 },
        at: 12,
        actual: (state) => state.counts.crossed,
        why: () =>
          "`CPUID`는 언제나, `OUT`은 설정대로 빠져나온다. `CLI`와 `POPF`는 게스트의 IF만 바꾸고 그대로 실행된다.",
      },
    },
    {
      id: "vtx-kernel",
      title: "VT-x, 쉬고 바꾸는 커널",
      about: "HLT와 CR3 쓰기의 VM exit 설정을 바꾸어 견준다.",
      params: { technique: "vtx", code: ["cr3", "inc", "out", "sti", "hlt"] },
    },
    {
      id: "leak",
      title: "감추지 못하는 것",
      about: "낮은 권한의 게스트가 플래그를 읽으면 무엇이 보이는지 본다.",
      params: { technique: "trap", code: ["cli", "pushf", "cpuid", "sti"] },
    },
  ],
  init: ({ technique, code, controls }) =>
    start(technique, code, { io: true, hlt: true, cr3: false, ...controls }),
  rules,
  next: (state) => (lineToRun(state) === undefined ? undefined : { type: "run" }),
  describe,
  tables,
  events: {
    run: {},
    use: { fields: { technique: oneOf(TECHNIQUES) } },
    control: { fields: { control: oneOf(["io", "hlt", "cr3"]) } },
    add: { fields: { op: oneOf(OPS) } },
    drop: {},
  },
};
