import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ICONS, iconSvg } from "./icon-svg.ts";
import { openRenderer } from "./renderer.ts";

/** Writes the icons that the web manifest names below `out`. @throws Error with a Korean sentence */
export async function drawIcons(root: string, out: string): Promise<void> {
  const draw = await openRenderer(root);
  for (const { path, size, maskable } of ICONS) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), await draw(iconSvg(size, maskable), path));
  }
}
