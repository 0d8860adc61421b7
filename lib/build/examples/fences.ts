/** A block of code as it stands in a note. */
export type Fence = {
  readonly language: string;
  readonly meta: string;
  /** The lines that a reader gets; a line marked as removed is left empty, so that lines keep their numbers. */
  readonly code: string;
  /** Line of the note on which the code begins. */
  readonly line: number;
  /** How many characters of the note stand before each line of the code. */
  readonly margins: readonly number[];
};

const OPENING = /^((?:[ \t]*>)*[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(`{3,}|~{3,})[ \t]*([^\s`{]*)(.*)$/;
/** `# [!code --]` and its kin, with the comment mark that carries it. */
const MARKER = /[ \t]*(?:#|\/\/)[ \t]*\[!code[ \t]+([^\]]+)\][ \t]*$/;

/** Every fence of a note. A fence that is not closed ends with the note. */
export function readFences(text: string): Fence[] {
  const fences: Fence[] = [];
  let open: { mark: string; margin: number; quoted: boolean; fence: Fence; lines: string[] } | undefined;
  const close = () => {
    if (open !== undefined) fences.push({ ...open.fence, code: open.lines.join("\n") });
    open = undefined;
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (open === undefined) {
      const found = OPENING.exec(line);
      if (found === null || (found[2]!.startsWith("`") && found[4]!.includes("`"))) continue;
      open = {
        mark: found[2]!,
        margin: found[1]!.length,
        quoted: found[1]!.includes(">"),
        lines: [],
        fence: {
          language: found[3]!.toLowerCase(),
          meta: found[4]!.trim(),
          code: "",
          line: index + 2,
          margins: [],
        },
      };
      continue;
    }
    const quote = open.quoted ? (/^(?:[ \t]*>)+ ?/.exec(line)?.[0].length ?? -1) : 0;
    if (quote < 0) {
      close();
      continue;
    }
    const end = /^[ \t]*(`{3,}|~{3,})[ \t]*$/.exec(line.slice(quote))?.[1];
    if (end?.startsWith(open.mark)) {
      close();
      continue;
    }
    // The margin of the opening line, as far as this line has one.
    const blank = /^[ \t]*/.exec(line.slice(quote))![0].length;
    const margin = quote + Math.min(blank, Math.max(0, open.margin - quote));
    const own = line.slice(margin);
    const marker = MARKER.exec(own);
    const removed = marker?.[1]?.trim() === "--";
    open.lines.push(removed ? "" : marker ? own.slice(0, marker.index) : own);
    (open.fence.margins as number[]).push(margin);
  }
  close();
  return fences;
}

/** The file below `content/examples/` that a fence shows instead of code of its own. */
export function exampleFileOf({ meta }: Pick<Fence, "meta">): string | undefined {
  return /(?:^|\s)file="([^"]*)"/.exec(meta)?.[1];
}

/** Whether an author marked an example as a part of something, which cannot be held to its rules. */
export function isFragment(fence: Pick<Fence, "meta">): boolean {
  return /(?:^|\s)fragment(?:\s|$)/.test(fence.meta.replace(/"[^"]*"/g, '""'));
}
