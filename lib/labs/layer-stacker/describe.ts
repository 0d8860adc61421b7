import type { Table } from "../../sim/lab.ts";
import { withJosa } from "../../text/josa.ts";
import { type Layer, layersOf, treeOf } from "./build.ts";
import { type Entry, sizeOf } from "./layer.ts";
import { mergedView } from "./merged-view.ts";
import { instructionsOf, type StackEvent, type StackState } from "./state.ts";
import { isUnder } from "./tree.ts";

/** `10MB`, `2kB`, `0B`: decimal, as Docker prints sizes. */
export function formatBytes(bytes: number): string {
  const [unit, name] =
    bytes >= 1e9 ? ([1e9, "GB"] as const) : bytes >= 1e6 ? MEGA : bytes >= 1e3 ? KILO : BYTE;
  return `${Math.round((bytes / unit) * 10) / 10}${name}`;
}
const MEGA = [1e6, "MB"] as const;
const KILO = [1e3, "kB"] as const;
const BYTE = [1, "B"] as const;

export function shorten(id: string): string {
  const hex = id.replace("sha256:", "");
  return `${hex.slice(0, 4)}…${hex.slice(-4)}`;
}

export function imageSize(state: StackState): number {
  return layersOf(state.steps).reduce((sum, layer) => sum + layer.size, 0);
}

function describeBuild(state: StackState, before: StackState): string {
  if (state.failed !== undefined && before.failed === undefined) {
    return `${state.failed.line}행이 오류로 끝나 빌드가 멈췄다. 앞 단계의 결과는 캐시에 남는다.`;
  }
  const step = state.steps.at(-1)!;
  const total = formatBytes(imageSize(state));
  const what = `${step.line}행 \`${step.instruction}\``;
  if (step.result === "base") {
    return `기반 이미지의 레이어 ${step.layers.length}개를 그대로 물려받아 레이어 합계는 ${total}다.`;
  }
  if (step.result === "config") {
    const more = step.keyword === "ENV" || step.keyword === "USER" ? " 뒤의 `RUN`은 이 값으로 돈다." : "";
    return step.keyword === "WORKDIR"
      ? `${what}: 루트 디렉터리는 만들 것이 없어 레이어가 생기지 않는다. 합계는 ${total}다.`
      : `${what}: 설정만 바뀌고 레이어는 생기지 않는다(0B).${more} 합계는 ${total}다.`;
  }
  if (step.result === "cached") {
    return `${what}: 앞선 빌드와 명령도 입력도 같아 캐시를 썼다. 합계는 ${total}다.`;
  }
  const reason = {
    "": "",
    text: "명령이 바뀌어 다시 실행했다. ",
    settings: "앞의 `ENV`나 `USER`, `WORKDIR`가 바뀌어 다시 실행했다. ",
    content: "복사할 파일의 내용이 바뀌어 다시 실행했다. ",
    before: "바로 앞 단계가 다시 실행되었으므로 이 단계도 다시 실행했다. ",
  }[step.because];
  const layer = step.layers[0]!;
  const hidden = mergedView(state).hidden;
  const gone = layer.entries.filter((entry) => entry.type === "whiteout" || entry.type === "opaque");
  if (gone.length > 0) {
    const covered = hidden.filter((file) =>
      gone.some((entry) => file.path === entry.path || isUnder(file.path, entry.path)),
    );
    const size = covered.reduce((sum, file) => sum + file.size, 0);
    return `${what}: ${reason}화이트아웃 ${gone.length}개가 아래 파일을 가릴 뿐, ${withJosa(formatBytes(size), "은/는")} 아래 레이어에 그대로 남아 합계는 ${total}다.`;
  }
  const below = treeOf(layersOf(state.steps).slice(0, -1));
  const directory = layer.entries.find((entry) => entry.type === "dir" && below[entry.path]?.kind === "dir");
  if (directory !== undefined && layer.size === 0) {
    return `${what}: ${reason}\`/${directory.path}/\` 디렉터리의 바뀐 속성만 레이어에 적혔다. 안에 든 파일은 다시 들어가지 않아 합계는 ${total}다.`;
  }
  if (layer.entries.length === 0)
    return `${what}: ${reason}파일이 바뀌지 않아 빈 레이어가 하나 생겼다. 합계는 ${total}다.`;
  const copies = copiedUp(state, layer);
  if (copies.length > 0) {
    return `${what}: ${reason}아래에 있던 \`/${copies[0]!.path}\` 파일이 통째로 이 레이어에 다시 들어가 ${withJosa(formatBytes(layer.size), "이/가")} 더해졌다. 합계는 ${total}다.`;
  }
  return `${what}: ${reason}${formatBytes(layer.size)}짜리 레이어가 쌓여 합계는 ${total}다.`;
}

/** Files of a layer that a layer below has as well: written again whole, however small the change. */
function copiedUp(state: StackState, layer: Layer): readonly Entry[] {
  const below = layersOf(state.steps).slice(0, -1);
  return layer.entries.filter(
    (entry) =>
      entry.type === "file" &&
      below.some((one) => one.entries.some((other) => other.type === "file" && other.path === entry.path)),
  );
}

function describeExec(state: StackState, before: StackState, command: string): string {
  const told = tellUpper(state, before);
  if (state.status === 0) return told ?? "바뀐 것이 없어 쓰기 레이어도 그대로다.";
  const failed = `컨테이너에서 \`${command}\` 명령이 오류로 끝났`;
  return told === undefined
    ? `${failed}고, 그 전에 바뀐 것도 없다.`
    : `${failed}지만 그때까지 한 일은 남는다. ${told}`;
}

/** What happened in the container's own layer; undefined when nothing did. */
function tellUpper(state: StackState, before: StackState): string | undefined {
  const upper = state.upper ?? [];
  const earlier = new Map((before.upper ?? []).map((entry) => [entry.path, entry]));
  if (JSON.stringify(upper) === JSON.stringify(before.upper ?? [])) return undefined;
  const layers = layersOf(state.steps);
  const fresh = upper.filter((entry) => !earlier.has(entry.path));
  const inImage = (entry: Entry) => treeOf(layers)[entry.path]?.kind === entry.type;
  const size = `쓰기 레이어는 이제 ${formatBytes(sizeOf(upper))}다.`;
  const copied = fresh.find((entry) => entry.type === "file" && inImage(entry));
  if (copied?.type === "file") {
    return `\`/${copied.path}\` 파일을 처음 고치므로 ${formatBytes(copied.node.size)} 전체가 쓰기 레이어에 놓였다(copy-up).`;
  }
  const gone = upper.find(
    (entry) => entry.type === "whiteout" && earlier.get(entry.path)?.type !== "whiteout",
  );
  if (gone !== undefined)
    return `쓰기 레이어에 화이트아웃이 생겨 \`/${gone.path}\` 경로를 가린다. 이미지는 그대로다.`;
  const directory = fresh.find((entry) => entry.type === "dir" && inImage(entry));
  if (directory !== undefined)
    return `\`/${directory.path}\` 디렉터리만 쓰기 레이어로 복사되고, 안에 든 파일은 복사되지 않았다. ${size}`;
  if (fresh.length > 0) return `새로 생긴 것은 쓰기 레이어에만 있다. ${size}`;
  return `이미 쓰기 레이어에 있는 것이라 그 자리에서 바뀌었다. ${size}`;
}

export function describe(
  state: StackState,
  before: StackState | undefined,
  event: StackEvent | undefined,
): string {
  if (event === undefined || before === undefined) {
    return `Dockerfile의 명령 ${instructionsOf(state.text).length}개를 아직 하나도 실행하지 않았다.`;
  }
  switch (event.type) {
    case "build":
      return describeBuild(state, before);
    case "write":
      return "Dockerfile을 고쳤다. 이제 첫 줄부터 다시 빌드하면서 앞선 빌드와 견준다.";
    case "edit":
      return `빌드 컨텍스트의 \`${event.file}\` 파일을 고쳤다. 다시 빌드하면 그 파일을 복사하는 줄부터 캐시가 깨진다.`;
    case "start":
      return "컨테이너를 만들자 이미지 레이어 위에 빈 쓰기 레이어가 놓였다. 이미지는 한 바이트도 복사하지 않았다.";
    case "exec":
      return describeExec(state, before, event.command);
    case "remove":
      return "컨테이너를 지우자 쓰기 레이어가 함께 사라졌다. 이미지는 그대로다.";
    case "pull": {
      const { fetched, skipped, bytes } = state.pulled!;
      return fetched === 0
        ? `다른 컴퓨터가 이 이미지의 레이어 ${skipped}개를 모두 가지고 있어 받을 레이어가 없다.`
        : `다른 컴퓨터가 레이어 ${fetched}개, 압축 전 크기로 ${withJosa(formatBytes(bytes), "을/를")} 받고 이미 있는 ${skipped}개는 건너뛰었다.`;
    }
  }
}

export function tables(state: StackState): readonly Table[] {
  const layers = layersOf(state.steps);
  const { shown, hidden } = mergedView(state);
  return [
    {
      caption: "Dockerfile의 단계",
      columns: ["행", "명령", "결과", "레이어"],
      rows: instructionsOf(state.text).map((instruction, index) => {
        const step = state.steps[index];
        return [
          instruction.line,
          `\`${instruction.text}\``,
          RESULTS[step?.result ?? "todo"],
          step?.layers.length ?? "",
        ];
      }),
    },
    {
      caption: "레이어(아래부터)",
      columns: ["층", "만든 명령", "크기", "든 것", "diffID", "ChainID"],
      rows: layers.map((layer, index) => [
        `L${index}`,
        `\`${layer.instruction}\``,
        formatBytes(layer.size),
        entriesInWords(layer.entries),
        layer.diffID,
        layer.chainID,
      ]),
    },
    {
      caption: "합쳐진 파일 시스템",
      columns: ["경로", "보이나", "층", "크기"],
      rows: [
        ...shown.map((file) => [
          `\`/${file.path}\``,
          "보임",
          nameOfLayer(state, file.layer),
          formatBytes(file.size),
        ]),
        ...hidden.map((file) => [
          `\`/${file.path}\``,
          `${nameOfLayer(state, file.by)} 층이 가림`,
          nameOfLayer(state, file.layer),
          formatBytes(file.size),
        ]),
      ],
    },
  ];
}

export const RESULTS = { base: "기반", cached: "캐시", run: "실행", config: "설정", todo: "아직" } as const;

export function nameOfLayer(state: StackState, layer: number): string {
  return layer < layersOf(state.steps).length ? `L${layer}` : "쓰기";
}

function entriesInWords(entries: readonly Entry[]): string {
  if (entries.length === 0) return "없음";
  return entries
    .map((entry) =>
      entry.type === "whiteout"
        ? `\`/${entry.path}\` 화이트아웃`
        : entry.type === "opaque"
          ? `\`/${entry.path}/\` 불투명 디렉터리`
          : `\`/${entry.path}${entry.type === "dir" ? "/" : ""}\``,
    )
    .join(", ");
}
