import { useContext } from "react";
import { Hiding } from "./hiding.ts";

/** A sentence of a lab: what stands in backticks is code. */
export function Said({ text }: { text: string }) {
  const hide = useContext(Hiding);
  return hide(text)
    .split("`")
    .map((part, index) => {
      const key = `${index}`;
      return index % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
    });
}

/** The same sentence for a label or the live region. */
export function plainText(text: string): string {
  return text.replaceAll("`", "");
}
