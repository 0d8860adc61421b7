import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The reader's settings: fetched by `boot.js` when they are first opened. */
export async function GET() {
  const code = await bundleScript("components/settings/settings.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
