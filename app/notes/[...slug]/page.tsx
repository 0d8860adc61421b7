import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "../../../components/frame/Breadcrumbs.tsx";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { Sidebar } from "../../../components/frame/Sidebar.tsx";
import { Contents, WhereBar } from "../../../components/note/Contents.tsx";
import { FindingsPanel } from "../../../components/note/FindingsPanel.tsx";
import { MovedNote } from "../../../components/note/MovedNote.tsx";
import { NoteBodyView } from "../../../components/note/NoteBodyView.tsx";
import { NoteEnd } from "../../../components/note/NoteEnd.tsx";
import { NoteTitle } from "../../../components/note/NoteTitle.tsx";
import { OldAnchors } from "../../../components/note/OldAnchors.tsx";
import { noteHref } from "../../../lib/address/href.ts";
import { loadNote, loadSite } from "../../../lib/catalog/store.ts";

type Props = { params: Promise<{ slug: string[] }> };

export function generateStaticParams() {
  const { notes, gone } = loadSite();
  return [...notes, ...gone].map((note) => ({ slug: note.slug.split("/") }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const slug = (await params).slug.join("/");
  const note = loadNote(slug);
  if (!note) {
    const gone = loadSite().gone.find((one) => one.slug === slug);
    if (!gone) return {};
    return {
      title: `옮긴 노트: ${gone.title}`,
      description: `이 노트는 옮겼습니다. 이제 ${gone.title}에서 읽습니다.`,
      alternates: { canonical: gone.href },
    };
  }
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
  const slug = (await params).slug.join("/");
  const note = loadNote(slug);
  const site = loadSite();
  if (!note) {
    const gone = site.gone.find((one) => one.slug === slug);
    if (gone) return <MovedNote gone={gone} />;
    notFound();
  }
  return (
    <>
      <Header area="notes" menu />
      <WhereBar note={note} />
      <div className="shell">
        <Sidebar site={site} group={note.meta.group} slug={note.slug} />
        <main className="doc" id="main" data-note={note.slug} data-title={note.meta.title}>
          <Breadcrumbs group={site.groups.find((group) => group.id === note.meta.group)} />
          <OldAnchors of="" moves={note.moves} />
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
