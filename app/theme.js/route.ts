import { bundleScript } from "../../lib/build/export/bundle-script.ts";

export const dynamic = "force-static";

export async function GET() {
  const code = await bundleScript("components/boot/theme.ts", process.cwd(), "iife");
  return new Response(code, { headers: { "Content-Type": "text/javascript; charset=utf-8" } });
}
