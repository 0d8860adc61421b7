/** The code of a block as one would type it: without prompts, output and removed lines. */
export function codeToCopy(code: Element): string {
  const lines = [...code.querySelectorAll(".line")];
  if (lines.length === 0) return code.textContent!;
  return lines
    .filter((line) => !line.matches(".output, .diff.remove"))
    .map((line) =>
      [...line.childNodes]
        .filter((node) => !(node as Element).matches?.(".prompt"))
        .map((node) => node.textContent)
        .join("")
        .replace(/\n$/, ""),
    )
    .join("\n");
}
