import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The search engine, in one file: a worker under a strict policy loads no others. */
export async function GET() {
  const code = await bundleScript("components/search/worker.ts", process.cwd(), "iife");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
