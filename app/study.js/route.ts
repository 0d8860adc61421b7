import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What answers the questions of a note: fetched by `boot.js` when a reader turns to one. */
export async function GET() {
  const code = await bundleScript("components/study/study.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
