import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The service worker: the build puts it at `/sw.js`, behind the list of what it keeps. */
export async function GET() {
  const code = await bundleScript("components/offline/worker.ts", process.cwd(), "iife");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
