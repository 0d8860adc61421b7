const sheets = new Map<string, Promise<void>>();

/** Loads a style sheet once. One that cannot be loaded is done without: what it is for works, and looks plain. */
export function loadSheet(href: string, integrity: string | undefined): Promise<void> {
  const known = sheets.get(href);
  if (known !== undefined) return known;
  const loaded = new Promise<void>((done) => {
    const link = document.createElement("link");
    link.onload = link.onerror = () => done();
    document.head.append(Object.assign(link, { rel: "stylesheet", href, ...(integrity && { integrity }) }));
  });
  sheets.set(href, loaded);
  return loaded;
}
