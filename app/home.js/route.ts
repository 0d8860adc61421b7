import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

/** Where the reader was; no page but the home page offers it. */
export async function GET() {
  const code = await bundleScript("components/boot/home.ts", process.cwd(), "esm");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
