import type { Metadata } from "next";
import { Breadcrumbs } from "../../../components/frame/Breadcrumbs.tsx";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { JsonLd } from "../../../components/frame/JsonLd.tsx";
import { LostPage } from "../../../components/frame/LostPage.tsx";
import { Sidebar } from "../../../components/frame/Sidebar.tsx";
import { Contents, WhereBar } from "../../../components/note/Contents.tsx";
import { FindingsPanel } from "../../../components/note/FindingsPanel.tsx";
import { MovedNote } from "../../../components/note/MovedNote.tsx";
import { NoteBodyView } from "../../../components/note/NoteBodyView.tsx";
import { NoteEnd } from "../../../components/note/NoteEnd.tsx";
import { NoteTitle } from "../../../components/note/NoteTitle.tsx";
import { OldAnchors } from "../../../components/note/OldAnchors.tsx";
import { StudyOfNote } from "../../../components/study/Asks.tsx";
import { markdownHref } from "../../../lib/address/href.ts";
import { readSiteUrl } from "../../../lib/build/catalog/site-url.ts";
import { loadNote, loadSite, loadWanted } from "../../../lib/build/catalog/store.ts";
import { asksOf } from "../../../lib/note/asks.ts";
import type { Note } from "../../../lib/note/note.ts";
import { writeSectionDates } from "../../../lib/note/section-dates.ts";
import type { Site } from "../../../lib/note/site.ts";
import { articleOf, breadcrumbsOf, type Thing } from "../../../lib/sharing/json-ld.ts";
import { pageMetadata } from "../../../lib/sharing/page-metadata.ts";
import { sharedNote } from "../../../lib/sharing/shared-note.ts";
import { PAGES } from "../../../lib/sharing/site-pages.ts";
import * as words from "../../../lib/words/words.ts";

type Props = { params: Promise<{ slug: string[] }> };

export function generateStaticParams() {
  const gone = loadSite().gone.map((note) => note.slug);
  return [...loadWanted(), ...gone].map((slug) => ({ slug: slug.split("/") }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = (await params).slug.join("/");
  const note = loadNote(slug);
  if (!note) {
    const gone = loadSite().gone.find((one) => one.slug === slug);
    if (!gone) return {};
    return {
      title: words.movedNoteTitle(gone.title),
      description: words.movedNoteAbout(gone.title),
      alternates: { canonical: gone.href },
    };
  }
  const metadata = pageMetadata(sharedNote(note), {
    type: "article",
    siteName: loadSite().name,
    types: { "text/markdown": markdownHref(note.slug) },
  });
  return note.unlisted ? { ...metadata, robots: { index: false } } : metadata;
}

export default async function NotePage({ params }: Props) {
  const slug = (await params).slug.join("/");
  const note = loadNote(slug);
  const site = loadSite();
  if (!note) {
    const gone = site.gone.find((one) => one.slug === slug);
    if (gone) return <MovedNote gone={gone} />;
    return <LostPage site={site} />;
  }
  const was = site.gone
    .filter(({ href, whole }) => whole && href === note.href)
    .map((one) => one.slug)
    .join(" ");
  const asks = asksOf(note, site, words.statements);
  return (
    <>
      <Header area="notes" menu site={site} />
      <WhereBar note={note} />
      <div className="shell">
        <Sidebar site={site} group={note.meta.group} slug={note.slug} />
        <main
          className="doc"
          id="main"
          data-note={note.slug}
          data-was={was || undefined}
          data-title={note.meta.title}
          data-dated={writeSectionDates(note)}
        >
          <Breadcrumbs group={site.groups.find((group) => group.id === note.meta.group)} />
          <OldAnchors of="" moves={note.moves} />
          <NoteTitle note={note} site={site} />
          {process.env.NODE_ENV !== "production" && (
            <FindingsPanel findings={site.findings.filter((finding) => finding.file.endsWith(note.path))} />
          )}
          <NoteBodyView note={note} site={site} asks={asks} />
          <StudyOfNote note={note} asks={asks} />
          <NoteEnd note={note} site={site} />
          <JsonLd things={describeNote(note, site)} />
        </main>
        <Contents note={note} />
      </div>
      <Footer site={site} />
    </>
  );
}

/** The note as machines read it: itself, and where it stands. */
function describeNote(note: Note, site: Site): Thing[] {
  const siteUrl = readSiteUrl(process.env);
  const group = site.groups.find((one) => one.id === note.meta.group);
  const places = [
    { name: PAGES.notes.title, href: PAGES.notes.href },
    ...(group ? [{ name: group.name, href: `${PAGES.notes.href}#${group.id}` }] : []),
    { name: note.meta.title, href: note.href },
  ];
  const { sources, terms } = site;
  const article = articleOf(note, {
    siteUrl,
    siteName: site.name,
    subject: group?.name,
    terms,
    sources,
    dates: note.dates,
  });
  return [article, breadcrumbsOf(places, siteUrl)];
}
