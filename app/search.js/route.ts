import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The search dialog and page: fetched by `boot.js` when a reader first means to search. */
export async function GET() {
  const code = await bundleScript("components/search/search.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
