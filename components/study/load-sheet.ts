import { partOf } from "../boot/load-part.ts";

let loaded: Promise<void> | undefined;

/**
 * Loads, once, how parts look that a reader turns to: questions, cards, marks, the menu of sharing, the sheet of what can be done. Where it cannot be
 * loaded what it is for works, and looks plain.
 */
export function loadStudySheet(): Promise<void> {
  loaded ??= new Promise((done) => {
    const [href, integrity] = partOf("study-sheet");
    if (href === undefined) return done();
    const link = document.createElement("link");
    link.onload = link.onerror = () => done();
    document.head.append(Object.assign(link, { rel: "stylesheet", href, ...(integrity && { integrity }) }));
  });
  return loaded;
}
