import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** Registers the service worker: fetched by `boot.js` at a reader's first act. */
export async function GET() {
  const code = await bundleScript("components/offline/offline.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
