import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadCanvas } from "./canvas.ts";
import { ICONS, iconSvg } from "./icon-svg.ts";

/** Writes the icons that the web manifest names below `out`. @throws Error with a Korean sentence */
export async function drawIcons(out: string): Promise<void> {
  const { createCanvas, loadImage } = await loadCanvas();
  for (const { path, size, maskable } of ICONS) {
    const canvas = createCanvas(size, size);
    canvas.getContext("2d").drawImage(await loadImage(Buffer.from(iconSvg(size, maskable))), 0, 0);
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), canvas.toBuffer("image/png"));
  }
}
