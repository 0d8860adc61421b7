import type { GoneNote } from "../../lib/note/site.ts";
import * as words from "../../lib/words/words.ts";
import { Footer } from "../frame/Footer.tsx";
import { Header } from "../frame/Header.tsx";

/**
 * The page at the address of a note that is gone. Each old section is a link with
 * the old id, so that a fragment marks the right one; the page script follows it at
 * once. Without a script the page moves on by itself where all of the note is in one
 * place, and lets the reader choose where it was split.
 */
export function MovedNote({ gone }: { gone: GoneNote }) {
  return (
    <>
      {gone.whole && <meta httpEquiv="refresh" content={`0;url=${gone.href}`} />}
      <Header area="notes" />
      <main className="plain" id="main">
        <h1 className="page-title">{words.movedNote}</h1>
        <p className="page-lead">
          {gone.whole ? words.movedWhole : words.movedInParts}:{" "}
          <a href={gone.href} data-moved="">
            {gone.title}
          </a>
        </p>
        {gone.sections.length > 0 && (
          <section aria-labelledby="moved-sections">
            <div className="h-rule">
              <h2 id="moved-sections">{words.movedBySection}</h2>
            </div>
            <ul className="links moved-list">
              {gone.sections.map(({ id, href, title }) => (
                <li key={id}>
                  <a id={id} href={href} data-moved={id}>
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <Footer />
    </>
  );
}
