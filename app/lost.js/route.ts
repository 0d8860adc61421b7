import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The nearest address; no page but the one for lost addresses loads it. */
export async function GET() {
  const code = await bundleScript("components/boot/lost.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
