import { bundleStyle } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** How questions look while they are answered: fetched with `study.js`. */
export async function GET() {
  const style = await bundleStyle("components/styles/study.css", process.cwd());
  return new Response(style, { headers: { "Content-Type": "text/css; charset=utf-8" } });
}
