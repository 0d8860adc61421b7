import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "../../../components/frame/Breadcrumbs.tsx";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { Sidebar } from "../../../components/frame/Sidebar.tsx";
import { Contents, WhereBar } from "../../../components/note/Contents.tsx";
import { FindingsPanel } from "../../../components/note/FindingsPanel.tsx";
import { NoteBodyView } from "../../../components/note/NoteBodyView.tsx";
import { NoteEnd } from "../../../components/note/NoteEnd.tsx";
import { NoteTitle } from "../../../components/note/NoteTitle.tsx";
import { noteHref } from "../../../lib/address/href.ts";
import { loadNote, loadSite } from "../../../lib/catalog/store.ts";

type Props = { params: Promise<{ slug: string[] }> };

export function generateStaticParams() {
  return loadSite().notes.map((note) => ({ slug: note.slug.split("/") }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const note = loadNote((await params).slug.join("/"));
  if (!note) return {};
  return {
    title: note.meta.title,
    description: note.meta.summary || undefined,
    alternates: { canonical: noteHref(note.slug) },
    openGraph: {
      type: "article",
      title: note.meta.title,
      description: note.meta.summary || undefined,
      url: noteHref(note.slug),
      locale: "ko_KR",
      siteName: "고래노트",
    },
  };
}

export default async function NotePage({ params }: Props) {
  const note = loadNote((await params).slug.join("/"));
  if (!note) notFound();
  const site = loadSite();
  return (
    <>
      <Header area="notes" menu />
      <WhereBar note={note} />
      <div className="shell">
        <Sidebar site={site} group={note.meta.group} slug={note.slug} />
        <main className="doc" id="main" data-note={note.slug} data-title={note.meta.title}>
          <Breadcrumbs group={site.groups.find((group) => group.id === note.meta.group)} />
          <NoteTitle note={note} site={site} />
          {process.env.NODE_ENV !== "production" && (
            <FindingsPanel findings={site.findings.filter((finding) => finding.file.endsWith(note.path))} />
          )}
          <NoteBodyView note={note} site={site} />
          <NoteEnd note={note} site={site} />
        </main>
        <Contents note={note} />
      </div>
      <Footer />
    </>
  );
}
