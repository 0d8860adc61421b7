import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What brings figures in a note to life: fetched by `boot.js` at the first interaction with a page that has any. */
export async function GET() {
  const code = await bundleScript("components/live/live.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
