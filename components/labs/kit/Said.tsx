/** A sentence of a lab: what stands in backticks is code. */
export function Said({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
  });
}

/** The same sentence for a label or the live region. */
export function plainText(text: string): string {
  return text.replaceAll("`", "");
}
