import type { Metadata } from "next";
import { Footer } from "../../components/frame/Footer.tsx";
import { Header } from "../../components/frame/Header.tsx";
import "../../components/styles/notes.css";
import { cardHref, noteHref, tagsHref } from "../../lib/address/href.ts";
import { loadSite } from "../../lib/build/catalog/store.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import * as words from "../../lib/words/words.ts";

export function generateMetadata(): Metadata {
  const { name, tags } = loadSite();
  const description = words.tagsLead(tags.length);
  const page = { href: tagsHref, title: words.allTags, description, card: cardHref("notes") };
  return pageMetadata(page, { siteName: name });
}

/** The tags of somebody's notes; a site without tags has no such page. */
export default function TagsPage() {
  const site = loadSite();
  const briefs = new Map(site.notes.map((note) => [note.slug, note]));
  return (
    <>
      <Header area="notes" site={site} />
      <main className="plain" id="main">
        <h1 className="page-title">{words.allTags}</h1>
        <p className="page-lead">{words.tagsLead(site.tags.length)}</p>
        {site.tags.map((tag) => (
          <section className="index-group" key={tag.id} id={tag.id} aria-labelledby={`${tag.id}-name`}>
            <h2 id={`${tag.id}-name`}>{tag.name}</h2>
            <ul>
              {tag.notes.map((slug) => (
                <li key={slug}>
                  <a href={noteHref(slug)}>{briefs.get(slug)?.title ?? slug}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
      <Footer site={site} />
    </>
  );
}
