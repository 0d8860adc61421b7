import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What can be done on a page: fetched by `boot.js` when somebody asks. */
export async function GET() {
  const code = await bundleScript("components/palette/palette.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
