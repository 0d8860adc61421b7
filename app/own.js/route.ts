import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** What is a reader's own: marks, and what search finds of it. Fetched where there is some, and to make some. */
export async function GET() {
  const code = await bundleScript("components/reader/own.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
