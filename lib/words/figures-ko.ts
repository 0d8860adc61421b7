import { withJosa } from "../text/josa.ts";

// What a figure says in words, and the few words that are drawn into one. Apart from `ko.ts`, because a drawing is
// made again when the code behind it changes: a word of a button is none of it.

/** What Mermaid calls a type of figure → what readers call it. */
export const figureKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    flow: "흐름도",
    sequence: "순서도",
    state: "상태도",
    class: "클래스 그림",
    er: "개체 관계도",
    c4: "C4 그림",
    architecture: "구성도",
    mindmap: "마인드맵",
    timeline: "연표",
    gantt: "일정표",
    pie: "원그림",
    gitGraph: "깃 그래프",
    journey: "여정",
    quadrantChart: "사분면",
    xychart: "축 그림",
    sankey: "흐름 양",
    block: "블록 그림",
    packet: "패킷 그림",
    kanban: "칸반",
    requirement: "요구 사항 그림",
    radar: "방사형 그림",
    treemap: "나무 지도",
  }),
);
/** A type that has no name here. */
export const figureKind = "그림";

/** `흐름도: 묶음 2개, 항목 3개, 관계 2개` */
export const figureSummary = (
  title: string,
  kind: string,
  groups: number,
  items: number,
  relations: number,
) => {
  const counts = [
    groups > 0 && `묶음 ${groups}개`,
    `항목 ${items}개`,
    relations > 0 && `관계 ${relations}개`,
  ].filter(Boolean);
  return `${title ? `${title}. ` : ""}${kind}: ${counts.join(", ")}`;
};

/** Of two parts of one name, the one in a group: `하나의 게스트`. */
export const partOfGroup = (group: string, part: string) => `${group}의 ${part}`;
/** `클라이언트에서 데몬으로` */
export const fromTo = (from: string, to: string) => `${from}에서 ${withJosa(to, "으로/로")}`;
/** `dockerd와 도커 허브 사이` */
export const between = (one: string, other: string) => `${withJosa(one, "와/과")} ${other} 사이`;

export const dottedLine = "점선";
export const thickLine = "굵은 선";

/** Blocks of a sequence: what opens one, and what parts it. */
export const sequenceBlocks = {
  loop: "반복",
  alt: "갈래",
  opt: "선택",
  par: "동시에",
  critical: "중요",
  option: "다른 길",
  break: "멈춤",
};
/** What is said by a message without words is "". */
const said = (label: string) =>
  label ? `‘${label}’${withJosa(label, "을/를").slice(label.length)}` : "메시지를";
export const messageToItself = (who: string, label: string) =>
  `${withJosa(who, "이/가")} 스스로 ${said(label)} 한다.`;
export const messageBothWays = (one: string, other: string, label: string) =>
  `${withJosa(one, "와/과")} ${withJosa(other, "이/가")} ${said(label)} 주고받는다.`;
export const messageSent = (from: string, to: string, label: string) =>
  `${withJosa(from, "이/가")} ${to}에 ${said(label)} 보낸다.`;
export const messageReturned = (from: string, to: string, label: string) =>
  `${withJosa(from, "이/가")} ${to}에 ${said(label)} 돌려준다.`;
export const messageLost = (from: string, to: string, label: string) =>
  `${withJosa(from, "이/가")} ${to}에 ${said(label)} 보내지만 닿지 않는다.`;
/** @param about the parts that a remark stands beside; none for all */
export const remark = (about: readonly string[], text: string) =>
  `메모${about.length > 0 ? `(${about.join(", ")})` : ""}: ${text}`;

export const stateStart = "시작";
export const stateEnd = "끝";
export const stateKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({ choice: "갈림", fork: "갈래", join: "모음" }),
);
/** @param on what has to happen; "" where nothing is said of it */
export const stateStays = (state: string, on: string) =>
  `${state}에서${on ? ` ‘${on}’이면` : ""} 그대로 머문다.`;
export const stateChanges = (from: string, to: string, on: string) =>
  `${from}에서${on ? ` ‘${on}’이면` : ""} ${withJosa(to, "으로/로")} 간다.`;

/** Ends of a relation between classes, by Mermaid's numbers. */
export const classEnds: readonly string[] = ["집합", "상속", "합성", "의존", "접점"];
export const countToCount = (one: string, other: string) => `${one} 대 ${other}`;
/** How many of an entity, by Mermaid's names in capitals. */
export const entityCounts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ZERO_OR_ONE: "없거나 하나",
    ZERO_OR_MORE: "여럿(없을 수 있음)",
    ONE_OR_MORE: "하나 이상",
    ONLY_ONE: "하나",
    MD_PARENT: "부모",
  }),
);
export const entitiesRelate = (one: string, other: string, label: string, ofOne: string, ofOther: string) =>
  `${withJosa(one, "와/과")} ${other}: ${label ? `‘${label}’, ` : ""}${one} 쪽은 ${ofOne}, ${other} 쪽은 ${ofOther}`;
export const junction = "이음점";

export const taskStates = { done: "끝남", active: "하는 중", crit: "중요", milestone: "마일스톤" };
export const fromDayToDay = (from: string, to: string) => `${from}부터 ${to}까지`;
