import { FLUKE } from "../../reference/marks.ts";

/** The light theme's paper and sea (`components/styles/tokens.css`): an icon stands outside of any theme. */
export const PAPER = "#fbfaf6";
export const SEA = "#0a5576";

/** The pictures that the manifest names, by the path they are published at: what to draw, and how large. */
export const ICONS = [
  { path: "icons/192.png", size: 192, maskable: false },
  { path: "icons/512.png", size: 512, maskable: false },
  { path: "icons/maskable-512.png", size: 512, maskable: true },
] as const;

/** The mark's own square. */
const SQUARE = 32;
/** How much of an icon's side the mark takes. What a launcher masks keeps a circle of 4/5 of the side. */
const MARK = { whole: 0.8, maskable: 0.54 } as const;

/**
 * The site's mark, the fluke above the water, on paper: an icon `size` pixels wide.
 * @param maskable for launchers that cut icons to a shape of their own: all of the mark stays inside it
 */
export function iconSvg(size: number, maskable: boolean): string {
  const share = MARK[maskable ? "maskable" : "whole"];
  const scale = (size * share) / SQUARE;
  const edge = (size * (1 - share)) / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">` +
    `<rect width="${size}" height="${size}" fill="${PAPER}"${maskable ? "" : ` rx="${round(size / 8)}"`}/>` +
    `<g fill="${SEA}" transform="translate(${round(edge)} ${round(edge)}) scale(${round(scale)})">` +
    `<path d="${FLUKE}"/><rect x="3" y="25.500" width="26" height="2.400" rx="1.200"/></g></svg>`
  );
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
