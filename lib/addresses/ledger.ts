import { noteHref, notesHref } from "../address/href.ts";
import type { CodeUnder } from "../diagnostics/codes.ts";
import type { Finding, Severity } from "../diagnostics/finding.ts";
import { withJosa } from "../text/josa.ts";
import { findNearest } from "../text/nearest.ts";

/** One line of the ledger: an address that was published, or where one has moved to. */
export type Entry = {
  readonly address: string;
  readonly target: string | undefined;
  readonly line: number;
};

export type Ledger = {
  /** The name findings are reported under. */
  readonly file: string;
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
  /** Where a finding about the whole file stands. */
  readonly lastLine: number;
};

/** What the site holds now. */
export type Published = {
  /** Every address that must be in the ledger. */
  readonly addresses: readonly string[];
  /** Addresses that exist without being promised: anchors of raw HTML. */
  readonly others: readonly string[];
  /** Pages whose sections cannot be known now, because the note does not compile. */
  readonly unreadable: ReadonlySet<string>;
};

export type Comparison = {
  readonly findings: readonly Finding[];
  /** Published addresses that the ledger does not hold yet. */
  readonly unrecorded: readonly string[];
  /** Every old address of the ledger that leads somewhere, with the existing address it leads to. */
  readonly moved: ReadonlyMap<string, string>;
  /** Where an address leads that does not exist any more; undefined when it exists or leads nowhere. */
  readonly follow: (address: string) => string | undefined;
};

const ADDRESS = /^\/(?:[\x21-\x7e]+\/)?(?:#[\x21-\x7e]+)?$/;

/** The page of an address: `/notes/a/#b` → `/notes/a/`. */
export function pageOf(address: string): string {
  return address.replace(/#.*$/, "");
}

/** The anchor of an address: `/notes/a/#b` → `b`, "" for a page. */
export function anchorOf(address: string): string {
  const hash = address.indexOf("#");
  return hash < 0 ? "" : address.slice(hash + 1);
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !/[#?]|\/\//.test(pageOf(text)) && !anchorOf(text).includes("#");
}

/** An address as it was probably meant: without the site's origin, with its slashes. */
function tidyAddress(text: string): string {
  const [page = "", anchor] = text.replace(/^https?:\/\/[^/]*/, "").split("#");
  const path = `/${page.split("/").filter(Boolean).join("/")}/`.replace("//", "/");
  return anchor ? `${path}#${anchor}` : path;
}

/** The line that records an address, or its move. */
export function lineFor(address: string, target?: string): string {
  return target === undefined ? `- ${address}` : `- ${address}: ${target}`;
}

/**
 * Takes the ledger apart, line by line: `- /notes/a/#b` was published,
 * `- /notes/a/#b: /notes/c/#d` has moved. Blank lines and comments may stand
 * anywhere. The file is YAML, read by hand so that every finding has its line and a
 * merge that left a conflict behind hides nothing else.
 */
export function parseLedger(text: string, file: string, severity: Severity): Ledger {
  const entries: Entry[] = [];
  const findings: Finding[] = [];
  const lines = text.split(/\r?\n/);
  const add = (code: CodeUnder<"ledger">, line: number, message: string, hint: string) =>
    findings.push({ code: `ledger/${code}`, severity, file, line, column: 1, message, hint });
  const movedAt = new Map<string, Entry>();
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const bare = raw.replace(/(^|\s)#.*$/, "").trim();
    if (bare === "") continue;
    const [address = "", target] = (/^(?:-\s+)?(\S+?)(?::(?:\s+(\S+))?)?$/.exec(bare) ?? [])
      .slice(1)
      .map((part: string | undefined) => part?.replace(/^(["'])(.*)\1$/, "$2"));
    const wrong = [address, target].find((part) => part !== undefined && !isAddress(part));
    if (wrong !== undefined) {
      const fixed = [address, target].map((part) => (part === undefined ? undefined : tidyAddress(part)));
      const usable =
        address.includes("/") &&
        fixed.every((part) => part === undefined || (part !== "/" && isAddress(part)));
      add(
        "syntax",
        line,
        address === ""
          ? `장부의 줄로 읽을 수 없습니다: ${bare}`
          : `${withJosa(`"${wrong}"`, "은/는")} 이 사이트의 주소가 아닙니다.`,
        usable
          ? `이렇게 고치세요: ${lineFor(fixed[0]!, fixed[1])}`
          : "한 줄에 하나씩 `- /notes/이름/#절` 또는 `- /옛/주소/: /새/주소/`로 적습니다.",
      );
      continue;
    }
    const entry = { address, target, line };
    const other = target === undefined ? undefined : movedAt.get(address);
    if (other !== undefined && other.target !== target) {
      add(
        "conflict",
        line,
        `${withJosa(address, "이/가")} 두 곳으로 옮겨져 있습니다. 먼저 적힌 곳은 ${other.line}번째 줄입니다.`,
        `둘 중 하나를 지우세요: ${lineFor(address, other.target)}`,
      );
      continue;
    }
    if (target !== undefined && other === undefined) movedAt.set(address, entry);
    entries.push(entry);
  }
  const lastLine = Math.max(1, lines.length - (lines.at(-1) === "" ? 1 : 0));
  return { file, entries, findings, lastLine };
}

type Landing =
  | { readonly kind: "here"; readonly address: string }
  | { readonly kind: "nowhere"; readonly address: string }
  | { readonly kind: "loop"; readonly cycle: readonly string[] };

/**
 * Holds what the site publishes against the ledger. Every old address must lead,
 * over one redirect or several, to one that exists. A page that moved takes its
 * sections along, as far as the new page has them under the same id.
 */
export function compareLedger(ledger: Ledger, published: Published, severity: Severity): Comparison {
  const exists = new Set([...published.addresses, ...published.others]);
  const redirects = new Map<string, Entry>();
  for (const entry of ledger.entries)
    if (entry.target !== undefined && !redirects.has(entry.address)) redirects.set(entry.address, entry);
  const recorded = new Set(ledger.entries.map((entry) => entry.address));
  const unrecorded = published.addresses.filter((address) => !recorded.has(address));

  function next(address: string): string | undefined {
    const own = redirects.get(address)?.target;
    const page = pageOf(address);
    if (own !== undefined || page === address || exists.has(page)) return own;
    const to = redirects.get(page)?.target;
    return to === undefined ? undefined : `${pageOf(to)}#${anchorOf(address)}`;
  }
  function land(start: string): Landing {
    const passed: string[] = [];
    for (let address = start; ; ) {
      if (exists.has(address) || published.unreadable.has(pageOf(address))) return { kind: "here", address };
      if (passed.includes(address)) return { kind: "loop", cycle: passed.slice(passed.indexOf(address)) };
      passed.push(address);
      const to = next(address);
      if (to === undefined) return { kind: "nowhere", address };
      address = to;
    }
  }

  const findings: Finding[] = [];
  const add = (code: CodeUnder<"ledger">, line: number, message: string, hint: string) =>
    findings.push({ code: `ledger/${code}`, severity, file: ledger.file, line, column: 1, message, hint });

  const moved = new Map<string, string>();
  const lost = new Map<string, Entry>();
  for (const entry of ledger.entries) {
    if (exists.has(entry.address)) continue;
    const landing = land(entry.address);
    if (landing.kind === "here" && landing.address !== entry.address)
      moved.set(entry.address, landing.address);
    if (landing.kind === "nowhere" && !redirects.has(entry.address) && !lost.has(entry.address))
      lost.set(entry.address, entry);
  }

  const nearestTo = createGuesser({ exists, unrecorded, recorded, redirects, lost });
  for (const entry of lost.values()) {
    const page = pageOf(entry.address);
    if (page === entry.address && !isNotePage(page)) {
      add(
        "disappeared",
        entry.line,
        `공개한 주소 ${withJosa(page, "이/가")} 사라졌습니다.`,
        "노트가 아닌 페이지는 옮길 수 없습니다. app/에서 되돌려 주세요.",
      );
      continue;
    }
    const target = nearestTo(entry.address);
    // What the page's own redirect will carry along needs no line of its own.
    const carried = (address: string, to: string) => exists.has(`${pageOf(to)}#${anchorOf(address)}`);
    if (page !== entry.address && lost.has(page) && carried(entry.address, nearestTo(page))) continue;
    const along = [...lost.keys()].filter(
      (other) => page === entry.address && other !== page && pageOf(other) === page && carried(other, target),
    );
    add(
      "disappeared",
      entry.line,
      `공개한 주소 ${withJosa(entry.address, "이/가")} 사라졌습니다.${
        along.length > 0 ? ` 그 안의 절과 그림 ${along.length}곳은 이 한 줄을 따라갑니다.` : ""
      }`,
      `가장 가까운 주소: ${target}. 옮겼다면 이 줄을 더하세요: ${lineFor(entry.address, target)}`,
    );
  }

  const loops = new Set<string>();
  for (const entry of redirects.values()) {
    const { address, line, target } = entry;
    if (exists.has(address)) {
      add(
        "still-there",
        line,
        `${withJosa(address, "은/는")} 아직 있는 주소라 다른 곳으로 보낼 수 없습니다.`,
        `이 줄을 지우거나 이렇게 고치세요: ${lineFor(address)}`,
      );
      continue;
    }
    if (anchorOf(address) === "" && !isNotePage(address)) {
      add(
        "unsupported",
        line,
        `${withJosa(address, "은/는")} 노트가 아니라서 옮길 수 없습니다.`,
        "노트와 절, 그림, 용어의 주소만 옮길 수 있습니다. 페이지는 app/에 남겨 주세요.",
      );
      continue;
    }
    const landing = land(target!);
    if (landing.kind === "loop") {
      if (!landing.cycle.includes(address) || landing.cycle.some((one) => loops.has(one))) continue;
      for (const one of landing.cycle) loops.add(one);
      const from = landing.cycle.indexOf(address);
      const round = [...landing.cycle.slice(from), ...landing.cycle.slice(0, from), address];
      add(
        "loop",
        line,
        `옮긴 주소가 제자리로 돌아옵니다: ${round.join(" → ")}`,
        "이 가운데 한 줄을 지금 있는 주소로 돌려 주세요.",
      );
    } else if (landing.kind === "nowhere" && !lost.has(landing.address)) {
      const guess = nearestTo(landing.address);
      add(
        "leads-nowhere",
        line,
        `옮긴 곳 ${withJosa(landing.address, "이/가")} 없습니다.`,
        `혹시 ${withJosa(guess, "이라/라")}면 이렇게 고치세요: ${lineFor(address, guess)}`,
      );
    }
  }

  if (unrecorded.length > 0) {
    const shown = unrecorded.slice(0, 3).join(", ");
    const rest = unrecorded.length - 3;
    findings.push({
      code: "ledger/unrecorded",
      severity: "warning",
      file: ledger.file,
      line: ledger.lastLine,
      column: 1,
      message: `장부에 없는 주소가 ${unrecorded.length}개 있습니다: ${shown}${rest > 0 ? ` 외 ${rest}개` : ""}`,
      hint: "공개할 주소라면 `npm run check -- --fix`로 적어 넣으세요.",
    });
  }
  return {
    findings,
    unrecorded,
    moved,
    follow: (address) => {
      const landing = land(address);
      return landing.kind === "here" && landing.address !== address ? landing.address : undefined;
    },
  };
}

function isNotePage(page: string): boolean {
  return page.startsWith(notesHref) && page !== notesHref;
}

type Known = {
  readonly exists: ReadonlySet<string>;
  readonly unrecorded: readonly string[];
  readonly recorded: ReadonlySet<string>;
  readonly redirects: ReadonlyMap<string, Entry>;
  readonly lost: ReadonlyMap<string, Entry>;
};

/**
 * Guesses where a lost address went. New addresses come first: what disappears in
 * the same change in which something appears was most likely renamed or moved.
 */
function createGuesser(known: Known): (address: string) => string {
  const { exists, unrecorded, recorded, redirects } = known;
  const all = [...exists];
  const lost = [...known.lost.keys()];

  function guessPage(page: string): string {
    const anchors = [...recorded].filter((one) => pageOf(one) === page && one !== page).map(anchorOf);
    const shared = (candidate: string) =>
      anchors.filter((anchor) => exists.has(`${candidate}#${anchor}`)).length;
    const fresh = unrecorded.filter((one) => anchorOf(one) === "" && isNotePage(one));
    const best = fresh.map((one) => [one, shared(one)] as const).sort((a, b) => b[1] - a[1])[0];
    if (best !== undefined && best[1] > 0) return best[0];
    const pages = all.filter((one) => anchorOf(one) === "");
    return findNearest(page, fresh) ?? findNearest(page, pages) ?? fresh[0] ?? notesHref;
  }
  function nearestAnchor(address: string, candidates: readonly string[]): string | undefined {
    const byAnchor = new Map<string, string>();
    for (const one of candidates) {
      const anchor = anchorOf(one);
      if (anchor !== "" && anchor.startsWith("fig-") === anchorOf(address).startsWith("fig-"))
        byAnchor.set(anchor, one);
    }
    const near = findNearest(anchorOf(address), byAnchor.keys());
    return near === undefined ? undefined : byAnchor.get(near);
  }
  /** `layers` in `image-layers`, or the other way round: ids that were made more precise. */
  function kinOf(address: string, candidates: readonly string[]): string | undefined {
    const words = anchorOf(address).split("-");
    return candidates.find((one) => {
      const others = anchorOf(one).split("-");
      return words.every((word) => others.includes(word)) || others.every((word) => words.includes(word));
    });
  }

  return (address) => {
    const anchor = anchorOf(address);
    if (anchor === "") return guessPage(address);
    const page = pageOf(address);
    const home = exists.has(page) ? page : pageOf(redirects.get(page)?.target ?? guessPage(page));
    const here = all.filter((one) => pageOf(one) === home && anchorOf(one) !== "");
    const freshHere = unrecorded.filter((one) => pageOf(one) === home && anchorOf(one) !== "");
    const figure = anchor.startsWith("fig-");
    // A new section that is plainly another lost one under a new name is not this one.
    const alike = freshHere.filter(
      (one) =>
        anchorOf(one).startsWith("fig-") === figure &&
        !lost.some(
          (other) => other !== address && (nearestAnchor(other, [one]) ?? kinOf(other, [one])) !== undefined,
        ),
    );
    return (
      unrecorded.find((one) => anchorOf(one) === anchor) ??
      nearestAnchor(address, freshHere) ??
      kinOf(address, alike) ??
      (alike.length === 1 ? alike[0] : undefined) ??
      nearestAnchor(address, unrecorded) ??
      nearestAnchor(address, here) ??
      kinOf(address, here) ??
      (exists.has(home) ? home : notesHref)
    );
  };
}

/**
 * Adds addresses to the text of a ledger, each in its place among those of its page,
 * a new page after the page before it. Lines that stand there stay as they are.
 */
export function appendAddresses(text: string, addresses: readonly string[]): string {
  if (addresses.length === 0) return text;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = text === "" ? [] : text.replace(/\r?\n$/, "").split(/\r?\n/);
  const known = lines.map((line) => parseLedger(line, "", "error").entries[0]?.address);
  for (const address of [...addresses].sort(compareAddresses)) {
    const page = pageOf(address);
    const samePage = known.some((one) => one !== undefined && pageOf(one) === page);
    const before = known.findLastIndex(
      (one) => one !== undefined && (!samePage || pageOf(one) === page) && compareAddresses(one, address) < 0,
    );
    const after = known.findIndex((one) => one !== undefined && (!samePage || pageOf(one) === page));
    // Before the first line only when all others come later; a file without lines begins after its comments.
    const at = before >= 0 ? before + 1 : after >= 0 ? after : lines.length;
    lines.splice(at, 0, lineFor(address));
    known.splice(at, 0, address);
  }
  return lines.join(newline) + newline;
}

/** By page, then by anchor; the page itself comes before its sections. */
function compareAddresses(a: string, b: string): number {
  const key = (address: string) => [pageOf(address), anchorOf(address)] as const;
  const [pageA, anchorA] = key(a);
  const [pageB, anchorB] = key(b);
  if (pageA !== pageB) return pageA < pageB ? -1 : 1;
  return anchorA === anchorB ? 0 : anchorA < anchorB ? -1 : 1;
}

/** The slug and anchor of a note's address, or undefined for any other. */
export function noteOf(address: string): { slug: string; anchor: string } | undefined {
  const page = pageOf(address);
  if (!isNotePage(page)) return undefined;
  const slug = page.slice(notesHref.length, -1);
  return noteHref(slug) === page ? { slug, anchor: anchorOf(address) } : undefined;
}
