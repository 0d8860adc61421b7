import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withJosa } from "../../lib/text/josa.ts";

const LENGTH = 8192;
const SEED = 20_261_122;

const THINGS =
  "컨테이너 이미지 레이어 커널 스케줄러 노드 파드 볼륨 네트워크 레지스트리 데몬 프로세스 네임스페이스 하이퍼바이저 게스트 캐시 컨트롤러 큐 로그 프록시 토큰 클러스터 인터럽트 페이지 파일".split(
    " ",
  );
const QUALITIES = "읽기 전용인 새로 만든 멈춘 공유된 격리된 오래된 작은 암호화된 복제된 비어 있는".split(" ");
const DEEDS =
  "나눈다 기다린다 옮긴다 감싼다 기록한다 지운다 다시 시작한다 고른다 비교한다 가리킨다 제한한다".split(" ");
const LANGUAGES = ["bash", "ini", "python", "go"] as const;

/**
 * Writes `count` notes of about 8 KB Markdown as people write them: sections, tables, code, links to
 * other notes, a diagram in every fifth note and three in every twenty-fifth. The same every time.
 */
export function generateNotes(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  for (let number = 1; number <= count; number++)
    writeFileSync(join(folder, nameOf(number)), writeNote(number, count));
}

export function nameOf(number: number): string {
  return `note-${String(number).padStart(4, "0")}.md`;
}

function writeNote(number: number, count: number): string {
  const random = chance(SEED + number);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const phrase = () => `${pick(QUALITIES)} ${pick(THINGS)}`;
  const sentence = () =>
    `${withJosa(phrase(), "은/는")} ${withJosa(pick(THINGS), "을/를")} ${withJosa(pick(THINGS), "와/과")} 함께 ${pick(DEEDS)}.`;
  const paragraph = () => {
    const sentences = Array.from({ length: 3 + Math.floor(random() * 3) }, sentence);
    const other = 1 + Math.floor(random() * count);
    return `${sentences.join(" ")} **${pick(THINGS)}**에 대해서는 [${pick(THINGS)} ${other}](${nameOf(other)})에서 다룬다.`;
  };
  const table = () =>
    `| 이름 | 하는 일 | 값 |\n|---|---|---|\n${Array.from(
      { length: 4 },
      () => `| ${pick(THINGS)} | ${sentence()} | ${Math.floor(random() * 1000)} |`,
    ).join("\n")}`;
  const code = () =>
    `\`\`\`${pick(LANGUAGES)}\n${Array.from(
      { length: 6 },
      (_, line) => `run step-${number}-${line} --limit ${Math.floor(random() * 4096)}`,
    ).join("\n")}\n\`\`\``;
  const diagram = (index: number) =>
    `\`\`\`mermaid\nflowchart TD\n${Array.from(
      { length: 6 },
      (_, step) => `  n${step}["${pick(THINGS)} ${number}-${index}-${step}"] --> n${step + 1}`,
    ).join("\n")}\n  n6["${pick(THINGS)}"]\n\`\`\``;

  const diagrams = number % 25 === 0 ? 3 : number % 5 === 0 ? 1 : 0;
  const parts = [`# ${pick(THINGS)} ${number}`, paragraph()];
  const size = () => Buffer.byteLength(parts.join("\n\n"));
  for (let section = 1; size() < LENGTH; section++) {
    parts.push(`## ${phrase()} ${section}`, paragraph(), paragraph());
    if (section <= diagrams) parts.push(diagram(section));
    parts.push(section % 2 === 0 ? table() : code(), paragraph());
  }
  return `${parts.join("\n\n")}\n`;
}

/** Mulberry32: numbers from 0 to 1 that depend on the seed alone. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
