import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What a note shows who has been here before: fetched where the device holds something. */
export async function GET() {
  const code = await bundleScript("components/reader/reader.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
