import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The cards of terms: fetched by `boot.js` when a reader first comes near a term. */
export async function GET() {
  const code = await bundleScript("components/boot/cards.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
