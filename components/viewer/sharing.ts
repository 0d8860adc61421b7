import { writeClipboard } from "../share/clipboard.ts";

/** Puts text on the clipboard. @returns what to tell the reader */
export async function copyText(text: string, done: string): Promise<string> {
  return (await writeClipboard(text)) ? done : "복사하지 못했습니다. 클립보드를 허용해 주세요.";
}

/** Hands a file to the browser's downloads. */
export function download(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
