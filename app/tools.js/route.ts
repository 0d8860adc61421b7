import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What no page needs before its reader does something: fetched by `boot.js` then. */
export async function GET() {
  const code = await bundleScript("components/boot/tools.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
