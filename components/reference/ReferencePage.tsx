import type { ReactNode } from "react";
import { Footer } from "../frame/Footer.tsx";
import { Header } from "../frame/Header.tsx";
import "../styles/reference.css";

type Props = {
  readonly title: string;
  readonly lead: string;
  /** Said instead of lead and content where there is nothing to show: what there is not, and how it comes. */
  readonly empty?: readonly [what: string, how?: string] | false;
  readonly children: ReactNode;
};

/** A page that gathers from all notes: title, one sentence, what was gathered. */
export function ReferencePage({ title, lead, empty = false, children }: Props) {
  return (
    <>
      <Header />
      <main className="plain" id="main">
        <h1 className="page-title">{title}</h1>
        {empty ? (
          <div className="empty">
            <b>{empty[0]}</b>
            {empty[1] && <p>{empty[1]}</p>}
          </div>
        ) : (
          <>
            <p className="page-lead">{lead}</p>
            {children}
          </>
        )}
      </main>
      <Footer />
    </>
  );
}
