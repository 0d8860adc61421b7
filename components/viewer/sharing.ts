import * as words from "../../lib/words/words.ts";
import { writeClipboard } from "../share/clipboard.ts";

/** Puts text on the clipboard. @returns what to tell the reader */
export async function copyText(text: string, done: string): Promise<string> {
  return (await writeClipboard(text)) ? done : words.notCopied;
}

/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
