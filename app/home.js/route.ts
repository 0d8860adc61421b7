import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** Where the reader was, and how what is listed stands with them: for the home page and the lists. */
export async function GET() {
  const code = await bundleScript("components/boot/home.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
