const adopted = new Map<string, CSSStyleSheet>();

/** Gives the page a part's own style sheet, once, so that nobody loads it who does not open the part. */
export function adoptStyles(css: string): void {
  if (adopted.has(css)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  adopted.set(css, sheet);
  document.adoptedStyleSheets.push(sheet);
}
