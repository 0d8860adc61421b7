import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** Highlights and what was written beside them: fetched where there are any, and to make one. */
export async function GET() {
  const code = await bundleScript("components/reader/marks.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
