import { withoutNotionId } from "../../address/find-by-name.ts";
import { slugOfPath, toGitHubAnchor } from "../../address/slug.ts";
import type { Piece, Places } from "./divide.ts";
import { type Line, type Log, mapProse, outsideCode } from "./draft.ts";

/** What became of a file that a note shows or links. */
export type Fetched =
  | { readonly kind: "copied"; readonly name: string }
  | { readonly kind: "missing" | "unsuitable" };

type TargetContext = {
  readonly places: Places;
  /** Notes that links may lead to: those already there and those being written. */
  readonly slugs: ReadonlySet<string>;
  /** Takes a local file along for the note `slug`. */
  readonly fetchFile: (target: string, slug: string) => Fetched;
  readonly log: Log;
};

const TARGET = String.raw`(<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|[^()\n]+?\.(?:png|jpe?g|gif|webp|avif|svg|bmp|pdf|mdx?))`;
const TITLE = String.raw`(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?`;
const IMAGE = new RegExp(String.raw`!\[([^\]\n]*)\]\(\s*${TARGET}${TITLE}\s*\)`, "g");
const LINK = new RegExp(
  String.raw`(?<![!\\])\[([^[\]\n]*(?:\[[^\]\n]*\][^[\]\n]*)*)\]\(\s*${TARGET}${TITLE}\s*\)`,
  "g",
);
const WIKI = /\[\[([^\]|\n]*?)(?:\\?\|([^\]\n]*))?\]\]/g;
const PRIVATE =
  /^(?:https?:)?\/\/(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[?::1|[^/:]+\.(?:local|internal|lan)(?:[/:]|$))/i;

/** Pictures and links of a note, as they work in its new place. What cannot be kept is asked about. */
export function followTargets(piece: Piece, context: TargetContext): Piece {
  const lines = mapProse(piece.lines, (text, line) => {
    if (!text.includes("](") && !text.includes("[[")) return text;
    const alone = new RegExp(`^([ \\t]*)${IMAGE.source}[ \\t]*$`).exec(text);
    if (alone) {
      const kept = followImage(alone[2]!, alone[3]!, piece.slug, line, context);
      const indent = alone[1]!;
      if (kept.image !== undefined) return indent + kept.image;
      return ["", `${indent}> [!NOTE]`, `${indent}> 옮기지 못한 그림: ${kept.text}`, ""];
    }
    const withImages = outsideCode(text, (part) =>
      part.replace(IMAGE, (_, alt: string, target: string) => {
        const kept = followImage(alt, target, piece.slug, line, context);
        return kept.image ?? `(옮기지 못한 그림: ${kept.text})`;
      }),
    );
    return outsideCode(withImages, (part) =>
      part
        .replace(WIKI, (_, target: string, shown?: string) => followWiki(target, shown, piece, line, context))
        .replace(LINK, (whole, shown: string, target: string) =>
          followLink(whole, shown, target, piece, line, context),
        ),
    );
  });
  return { ...piece, lines };
}

function followImage(
  alt: string,
  written: string,
  slug: string,
  line: Line,
  { fetchFile, log }: TargetContext,
): { image?: string; text: string } {
  const target = written.replace(/^<(.*)>$/, "$1").trim();
  const name = decode(
    target.startsWith("data:") ? "" : (target.split(/[?#]/)[0]!.split(/[/\\]/).at(-1) ?? ""),
  );
  const text = (alt.trim() || name || "이름 없음").replace(/[[\]<>]/g, "");
  const shown = target.length > 200 ? `${target.slice(0, 60)}…` : target;
  if (/^(?:https?:)?\/\//i.test(target)) {
    const why = PRIVATE.test(target)
      ? "사설 주소의 그림이라 다른 곳에서는 열리지 않습니다"
      : "바깥 그림은 싣지 않습니다";
    log.ask(line.from, `${why}. 파일로 저장해 노트 옆에 두고 넣어 주세요: ${shown}`);
    return { text };
  }
  const fetched = fetchFile(target, slug);
  if (fetched.kind === "copied") {
    if (alt.trim() === "") log.ask(line.from, `그림에 대체 텍스트를 적어 주세요: ${fetched.name}`);
    return { image: `![${alt.trim()}](${fetched.name})`, text };
  }
  log.ask(
    line.from,
    fetched.kind === "missing"
      ? `그림 파일을 찾지 못했습니다: ${shown}`
      : `쓸 수 없는 그림 형식입니다. PNG나 SVG, WebP로 바꿔 주세요: ${shown}`,
  );
  return { text };
}

function followLink(
  whole: string,
  shown: string,
  written: string,
  piece: Piece,
  line: Line,
  { places, slugs, fetchFile, log }: TargetContext,
): string {
  const target = written.replace(/^<(.*)>$/, "$1").trim();
  if (PRIVATE.test(target)) log.ask(line.from, `사설 주소라 다른 곳에서는 열리지 않는 링크입니다: ${target}`);
  if (target === "" || /^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(target)) return whole;
  const [path = "", anchor = ""] = target.split("#").map(decode);
  if (path === "") {
    const place = places.get(anchor) ?? places.get(anchor.toLowerCase());
    if (place) return `[${shown}](${hrefOf(place, piece.slug)})`;
    if (piece.lines.some((one) => one.text.includes(`"${anchor}"`))) return whole;
    log.ask(line.from, `링크가 가리키는 절이 없어 글자만 남겼습니다: #${anchor}`);
    return shown;
  }
  if (/\.(?:mdx?|markdown)$/i.test(path)) {
    const slug = slugOfPath(
      `${withoutNotionId(
        path
          .split("/")
          .at(-1)!
          .replace(/\.\w+$/, ""),
      )}.md`,
    );
    if (slugs.has(slug)) return `[${shown}](/notes/${slug}/)`;
    log.ask(line.from, `링크가 가리키는 노트가 없어 글자만 남겼습니다: ${path}`);
    return shown;
  }
  const fetched = fetchFile(target, piece.slug);
  if (fetched.kind === "copied") return `[${shown}](${fetched.name})`;
  log.ask(line.from, `링크가 가리키는 파일을 옮기지 못해 글자만 남겼습니다: ${path}`);
  return shown;
}

function followWiki(
  target: string,
  shown: string | undefined,
  piece: Piece,
  line: Line,
  { places, slugs, log }: TargetContext,
): string {
  const [name = "", section = ""] = target.split("#");
  const text = shown?.trim() || section.trim() || name.split("/").at(-1)!.trim();
  if (name.trim() === "") {
    const place = places.get(section.trim()) ?? places.get(toGitHubAnchor(section));
    if (place) return `[${text}](${hrefOf(place, piece.slug)})`;
  } else {
    const slug = slugOfPath(`${name.split("/").at(-1)!.trim()}.md`);
    if (slugs.has(slug)) return `[${text}](/notes/${slug}/)`;
  }
  log.ask(line.from, `링크가 가리키는 노트나 절이 없어 글자만 남겼습니다: [[${target}]]`);
  return text;
}

function hrefOf(place: { slug: string; id: string }, from: string): string {
  if (place.slug !== from) return `/notes/${place.slug}/${place.id ? `#${place.id}` : ""}`;
  return place.id ? `#${place.id}` : `/notes/${place.slug}/`;
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return text.normalize("NFC");
  }
}
