import type { Metadata } from "next";
import { LostPage } from "../components/frame/LostPage.tsx";
import { loadSite } from "../lib/build/catalog/store.ts";
import * as words from "../lib/words/words.ts";
import RootLayout, { generateMetadata as metadataOfAll } from "./layout.tsx";

export { viewport } from "./layout.tsx";

export function generateMetadata(): Metadata {
  return { ...metadataOfAll(), title: `${words.noSuchAddress} — ${loadSite().name}` };
}

/** The page of lost addresses. As `not-found` it would be in the data of every page, with its list of all notes. */
export default function GlobalNotFound() {
  return (
    <RootLayout>
      <LostPage site={loadSite()} />
    </RootLayout>
  );
}
