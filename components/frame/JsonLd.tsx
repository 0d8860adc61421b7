import { linkedData, type Thing } from "../../lib/sharing/json-ld.ts";

/** What a page says of itself to machines: data that no browser runs, so the page's policy is silent on it. */
export function JsonLd({ things }: { things: readonly Thing[] }) {
  return (
    <script type="application/ld+json" data-keep="">
      {JSON.stringify(linkedData(things)).replaceAll("<", "\\u003c")}
    </script>
  );
}
