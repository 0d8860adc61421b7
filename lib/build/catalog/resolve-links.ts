import { assetHref, noteHref, parseTarget, termHref } from "../../address/href.ts";
import {
  joinPath,
  type Resolved,
  resolveLink,
  resolveTag,
  resolveWiki,
  type Targets,
} from "../../address/resolve-link.ts";
import { slugOfPath } from "../../address/slug.ts";
import { noteOf } from "../../addresses/ledger.ts";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import type { Note, NoteLink, Picture, Resolution } from "../../note/note.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { PICTURES_LOCK } from "../content/site-file.ts";
import type { Brought } from "../pictures/download-pictures.ts";

/** What is known of a file that a note shows, by where it is published. */
export type LookAtFile = (href: string) => { readonly picture?: Picture; readonly bytes?: number };

export type ShownFiles = {
  readonly look: LookAtFile;
  /** Pictures of other sites that are files of this one now, or why they are not. */
  readonly brought: ReadonlyMap<string, Brought>;
};
const NO_FILES: ShownFiles = { look: () => ({}), brought: new Map() };

type LinkOwner = { readonly slug: string; readonly path: string; readonly file: string };

export type ResolvedLinks = {
  readonly resolved: Note["resolved"];
  /** Links that lead to a note of ours, and the section they lead to. */
  readonly reached: readonly { readonly link: NoteLink; readonly slug: string; readonly anchor: string }[];
  readonly findings: readonly Finding[];
};

/**
 * Resolves every link and image of one note and reports the dead ones with the
 * nearest that exists.
 * @param follow where an address leads that has moved; such a link still works
 * @param shown what is known of the files that notes show
 */
export function resolveLinks(
  owner: LinkOwner,
  links: readonly NoteLink[],
  images: readonly NoteLink[],
  targets: Targets,
  severity: Severity,
  follow: (address: string) => string | undefined = () => undefined,
  { look, brought }: ShownFiles = NO_FILES,
): ResolvedLinks {
  const resolved = new Map<string, Resolution>();
  const reached: { link: NoteLink; slug: string; anchor: string }[] = [];
  const findings: Finding[] = [];
  for (const link of links) {
    let answer = link.target.startsWith("wiki:")
      ? resolveWiki(link.target.slice(5), owner.slug, targets, owner.path)
      : link.target.startsWith("tag:")
        ? resolveTag(link.target.slice(4), targets)
        : resolveLink(link.target, owner.slug, owner.path, targets);
    const now = answer.kind in DEAD ? firstOf(addressesOf(link.target, owner), follow) : undefined;
    if (now !== undefined) {
      const note = noteOf(now);
      const title = note ? targets.titles.get(note.slug) : targets.terms.get(now.split("#")[1] ?? "");
      answer = { kind: "internal", href: now, title, ...note };
      findings.push({
        code: "link/moved",
        severity: "hint",
        file: owner.file,
        line: link.line,
        column: link.column,
        message: `옮겨진 주소입니다. 링크는 ${withJosa(now, "으로/로")} 이어집니다.`,
        hint: `새 주소로 바꿔 주세요: ${now}`,
      });
    }
    resolved.set(link.target, toResolution(answer));
    if (answer.kind === "internal" && answer.slug !== undefined)
      reached.push({ link, slug: answer.slug, anchor: answer.anchor ?? "" });
    const said = explain(answer, targets);
    if (said)
      findings.push({
        ...said,
        severity: said.severity ?? severity,
        file: owner.file,
        line: link.line,
        column: link.column,
      });
  }
  for (const image of images) {
    const written = image.target.startsWith("wiki:")
      ? resolveWiki(image.target.slice(5), owner.slug, targets, owner.path)
      : resolveLink(image.target, owner.slug, owner.path, targets);
    const file = written.kind === "external" ? brought.get(written.href) : undefined;
    const answer: Resolved =
      file?.kind === "file" ? { kind: "internal", href: assetHref(file.path) } : written;
    // Pictures elsewhere are not shown, for the site loads nothing from other origins: where they are is said.
    resolved.set(
      image.target,
      answer.kind === "internal"
        ? { kind: "internal", href: answer.href, ...look(answer.href) }
        : answer.kind === "external"
          ? { kind: "external", href: answer.href }
          : { kind: "missing" },
    );
    if (answer.kind === "internal") continue;
    const said = answer.kind === "secret" ? explain(answer, targets) : undefined;
    if (said) {
      findings.push({ ...said, severity, file: owner.file, line: image.line, column: image.column });
      continue;
    }
    if (file?.kind === "failed" || file?.kind === "changed") {
      findings.push({
        code: file.kind === "failed" ? "image/not-fetched" : "image/changed",
        severity: "warning",
        file: owner.file,
        line: image.line,
        column: image.column,
        message: `바깥 그림을 내려받지 않았습니다: ${image.target} (${file.reason})`,
        hint:
          file.kind === "failed"
            ? "주소를 확인하거나 그림을 노트 옆에 저장해 주세요."
            : `새 그림이 맞으면 ${PICTURES_LOCK}에서 이 주소를 지우고 다시 만들어 주세요.`,
      });
      continue;
    }
    if (file?.kind === "waiting") {
      findings.push({
        code: "image/external",
        severity: "hint",
        file: owner.file,
        line: image.line,
        column: image.column,
        message: `아직 내려받지 않은 바깥 그림입니다: ${image.target}`,
        hint: "npm run build가 내려받습니다.",
      });
      continue;
    }
    const elsewhere = answer.kind === "external";
    // As the author wrote it: Markdown percent-encodes Hangul in addresses.
    const shown = "wanted" in answer ? answer.wanted : image.target;
    findings.push({
      code: elsewhere ? "image/external" : "image/missing",
      severity: severity === "error" ? "error" : elsewhere ? "hint" : "warning",
      file: owner.file,
      line: image.line,
      column: image.column,
      message: elsewhere
        ? `바깥 그림은 싣지 않습니다: ${image.target}`
        : `그림 파일을 찾을 수 없습니다: ${shown}`,
      hint: elsewhere ? "그림을 노트 옆에 저장하고 상대 경로로 적어 주세요." : nearestFile(shown, targets),
    });
  }
  return { resolved: Object.fromEntries(resolved), reached, findings };
}

/** Answers after which an address may still be one that has moved. */
const DEAD = {
  "missing-note": 1,
  "missing-anchor": 1,
  "missing-term": 1,
  "missing-entry": 1,
  "missing-file": 1,
  planned: 1,
};

function firstOf(addresses: readonly string[], follow: (address: string) => string | undefined) {
  return addresses.map(follow).find((address) => address !== undefined);
}

/** The addresses of this site that a target may mean, as written in a note. */
function addressesOf(target: string, { slug, path }: LinkOwner): string[] {
  if (target.startsWith("wiki:")) {
    const [id = "", anchor] = target.slice(5).split("#");
    return anchor === undefined ? [noteHref(id), termHref(id)] : [noteHref(id || slug, anchor)];
  }
  const parsed = parseTarget(target);
  switch (parsed.kind) {
    case "anchor":
      return [noteHref(slug, parsed.anchor)];
    case "note":
      return [noteHref(parsed.slug, parsed.anchor)];
    case "term":
      return [termHref(parsed.term)];
    case "page":
      return parsed.anchor === "" ? [] : [`${parsed.path}#${parsed.anchor}`];
    case "file": {
      const joined = joinPath(path, parsed.path);
      return joined === undefined ? [] : [noteHref(slugOfPath(joined), parsed.anchor)];
    }
    default:
      return [];
  }
}

function nearestFile(target: string, targets: Targets): string {
  const guess = findNearest(target, targets.assets.keys());
  return guess ? `혹시 "${guess}"인가요?` : "파일 이름과 폴더를 확인해 주세요.";
}

function toResolution(answer: Resolved): Resolution {
  switch (answer.kind) {
    case "internal":
      return { kind: "internal", href: answer.href, title: answer.title };
    case "external":
      return { kind: "external", href: answer.href };
    case "planned":
      return { kind: "planned", title: answer.title };
    default:
      return { kind: "missing" };
  }
}

type Said = { code: FindingCode; message: string; hint: string; severity?: Severity };

function explain(answer: Resolved, targets: Targets): Said | undefined {
  switch (answer.kind) {
    case "planned":
      return {
        code: "link/planned",
        severity: "hint",
        message: `"${answer.title}" 노트는 아직 없어 글자로만 보입니다.`,
        hint: "노트를 쓰면 링크가 됩니다.",
      };
    case "missing-note": {
      const guess = findNearest(answer.wanted, [
        ...targets.sections.keys(),
        ...targets.terms.keys(),
        ...targets.planned.keys(),
        ...targets.pages.keys(),
      ]);
      return {
        code: "link/missing-note",
        message: `"${answer.wanted}" 노트가 없습니다.`,
        hint: guess ? `혹시 "${guess}"인가요?` : "주소를 확인해 주세요.",
      };
    }
    case "missing-anchor": {
      const guess = findNearest(answer.wanted, targets.sections.get(answer.slug)?.keys() ?? []);
      return {
        code: "link/missing-anchor",
        message: `"/notes/${answer.slug}/#${answer.wanted}"에는 그런 절이 없습니다.`,
        hint: guess
          ? `그 노트의 비슷한 절: #${guess}`
          : `그 노트의 절: ${[...new Set(targets.sections.get(answer.slug)?.values() ?? [])]
              .filter(Boolean)
              .slice(0, 12)
              .map((id) => `#${id}`)
              .join(", ")}`,
      };
    }
    case "missing-entry": {
      const guess = findNearest(answer.wanted, targets.pages.get(answer.page)?.keys() ?? []);
      return {
        code: "link/missing-anchor",
        message: `${answer.page}에 "${answer.wanted}" 항목이 없습니다.`,
        hint: guess ? `비슷한 항목: ${answer.page}#${guess}` : "content/versions.yaml에 항목을 더해 주세요.",
      };
    }
    case "missing-term": {
      const guess = findNearest(answer.wanted, targets.terms.keys());
      return {
        code: "glossary/unknown-term",
        message: `용어집에 ${withJosa(`"${answer.wanted}"`, "이라/라")}는 용어가 없습니다.`,
        hint: guess ? `혹시 "${guess}"인가요?` : "content/glossary.yaml에 용어를 더해 주세요.",
      };
    }
    case "missing-file":
      return {
        code: "link/missing-file",
        message: `"${answer.wanted}" 파일이 없습니다.`,
        hint: nearestFile(answer.wanted, targets),
      };
    case "secret":
      return {
        code: "link/secret",
        message: `${withJosa(`"${answer.wanted}"`, "은/는")} 열쇠나 비밀번호가 든 파일로 보여 싣지 않습니다.`,
        hint: "링크를 지우고, 이미 공개했다면 열쇠를 새로 만들어 주세요.",
      };
    case "kept-back":
      return {
        code: "link/kept-back",
        severity: "hint",
        message: `${withJosa(`"${answer.wanted}"`, "은/는")} 싣지 않는 노트라 글자로만 보입니다.`,
        hint: "노트를 공개하면 링크가 됩니다.",
      };
    case "forbidden":
      return {
        code: "link/forbidden-scheme",
        message: `${answer.scheme}: 주소는 쓸 수 없습니다.`,
        hint: "https 주소를 적어 주세요.",
      };
    default:
      return undefined;
  }
}
