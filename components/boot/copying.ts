import { say } from "./toast.ts";

/** Copies code without prompts, output and removed lines; copies the address of a section. */
export function startCopying(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const codeButton = target.closest("[data-copy-code]");
    if (codeButton) {
      const code = codeButton.closest(".code")?.querySelector("code");
      if (code) copy(codeToCopy(code), "복사했습니다.");
      return;
    }
    const link = target.closest<HTMLAnchorElement>("[data-copy-link]");
    if (link && !event.ctrlKey && !event.metaKey) copy(link.href, "이 절의 주소를 복사했습니다.");
  });
}

function codeToCopy(code: Element): string {
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

function copy(text: string, done: string): void {
  const failed = () => say("복사하지 못했습니다. 직접 복사해 주세요.");
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => say(done), failed);
  else failed();
}
