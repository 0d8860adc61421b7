import type { Metadata } from "next";
import { Conformance } from "../../components/reference/Conformance.tsx";
import { ReferencePage } from "../../components/reference/ReferencePage.tsx";
import { standOf, WCAG } from "../../lib/reference/conformance.ts";
import { pageMetadata } from "../../lib/sharing/page-metadata.ts";
import { PAGES } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";

export const metadata: Metadata = pageMetadata(PAGES.accessibility);

export default function AccessibilityPage() {
  const tested = WCAG.filter(({ proof }) => standOf(proof) === "tested");
  return (
    <ReferencePage title={words.accessibility} lead={words.accessibilityLead(tested.length, WCAG.length)}>
      <Conformance />
    </ReferencePage>
  );
}
