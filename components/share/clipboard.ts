/** Puts text on the clipboard. @returns false where there is none or it refuses, as in the browsers of chat apps */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
