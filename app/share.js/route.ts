import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** Sharing: fetched by `boot.js` when a reader shares, selects a sentence, or comes by a link to one. */
export async function GET() {
  const code = await bundleScript("components/share/share.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
