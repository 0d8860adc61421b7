import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** The diagram viewer: fetched by `boot.js` when a reader first turns to a figure. */
export async function GET() {
  const code = await bundleScript("components/viewer/viewer.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
