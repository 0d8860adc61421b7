import { inlineOf } from "../../lib/study/inline.ts";

/** The text of a question or a card. */
export function InlineTexts({ text }: { text: string }) {
  return inlineOf(text).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: the same stretch may stand there twice
    if (part.kind === "code") return <code key={index}>{part.text}</code>;
    // biome-ignore lint/suspicious/noArrayIndexKey: the same stretch may stand there twice
    if (part.kind === "strong") return <strong key={index}>{part.text}</strong>;
    return part.text;
  });
}
