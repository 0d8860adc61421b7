import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The filter of the glossary; no other page loads it. */
export async function GET() {
  const code = await bundleScript("components/reference/glossary.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
