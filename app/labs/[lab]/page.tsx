import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Footer } from "../../../components/frame/Footer.tsx";
import { Header } from "../../../components/frame/Header.tsx";
import { LabPageView } from "../../../components/labs/pages/LabPageView.tsx";
import "../../../components/styles/labs.css";
import { loadSite } from "../../../lib/catalog/store.ts";

type Props = { params: Promise<{ lab: string }> };

export function generateStaticParams() {
  return loadSite().labs.map((lab) => ({ lab: lab.id }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lab: id } = await params;
  const lab = loadSite().labs.find((one) => one.id === id);
  if (!lab) return {};
  return {
    title: `${lab.title} 실습`,
    description: lab.summary,
    alternates: { canonical: lab.href },
    openGraph: {
      type: "article",
      title: lab.title,
      description: lab.summary,
      url: lab.href,
      locale: "ko_KR",
      siteName: "고래노트",
    },
  };
}

export default async function LabPage({ params }: Props) {
  const { lab: id } = await params;
  const site = loadSite();
  const lab = site.labs.find((one) => one.id === id);
  if (!lab) notFound();
  return (
    <>
      <Header area="labs" />
      <LabPageView lab={lab} site={site} />
      <Footer />
    </>
  );
}
