/**
 * Mermaid is given one colour for every role a thing can play in a drawing, none of
 * which exists elsewhere. Once drawn, they are exchanged for our tokens, so that one
 * drawing serves both themes.
 */

/** What a colour is used for: the same role fills, strokes and writes differently. */
export type Use = "fill" | "stroke" | "text";

type Role = { readonly fill: string; readonly stroke: string; readonly text: string };

const same = (token: string): Role => ({ fill: token, stroke: token, text: token });
const tinted = (name: string): Role => ({
  fill: `var(--${name}-tint)`,
  stroke: `var(--${name})`,
  text: "var(--ink)",
});
const marked = (name: string): Role => ({
  fill: `var(--${name})`,
  stroke: `var(--${name})`,
  text: "var(--ink)",
});

const ROLES = {
  paper: same("var(--paper)"),
  ink: same("var(--ink)"),
  line: same("var(--ink-2)"),
  faint: same("var(--ink-3)"),
  edge: same("var(--edge)"),
  rule: same("var(--rule-2)"),
  hair: same("var(--rule)"),
  /** A layer or a group: a slab without a stroke, unless the author dashes it. */
  slab: { fill: "var(--well)", stroke: "none", text: "var(--ink-2)" },
  note: { fill: "var(--amber-tint)", stroke: "none", text: "var(--ink)" },
  active: tinted("sea"),
  hot: tinted("coral"),
  nothing: same("none"),
  // Branches and parts of a whole: tints with their own ink as stroke.
  part0: tinted("sea"),
  part1: tinted("kelp"),
  part2: tinted("amber"),
  part3: tinted("wine"),
  part4: tinted("coral"),
  part5: { fill: "var(--well)", stroke: "var(--ink-2)", text: "var(--ink)" },
  // Lines and dots that stand for themselves.
  mark0: marked("sea"),
  mark1: marked("coral"),
  mark2: marked("kelp"),
  mark3: marked("wine"),
  mark4: marked("amber"),
  mark5: marked("slate"),
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof ROLES;

const NAMES = Object.keys(ROLES) as RoleName[];
const PARTS: readonly RoleName[] = ["part0", "part1", "part2", "part3", "part4", "part5"];
const MARKS: readonly RoleName[] = ["mark0", "mark1", "mark2", "mark3", "mark4", "mark5"];

/** The colour that stands for a role while Mermaid draws. */
export function placeholder(role: RoleName): string {
  return toHex(0x5a, 0x21 + NAMES.indexOf(role) * 7, 0xc3);
}

/** The role of the nth branch, slice or series. */
export const partOf = (index: number): RoleName => PARTS[index % PARTS.length]!;
export const markOf = (index: number): RoleName => MARKS[index % MARKS.length]!;

const BY_COLOUR = new Map(NAMES.map((role) => [placeholder(role), role]));

const WHITE: Role = { fill: "var(--paper)", stroke: "var(--paper)", text: "var(--ink)" };
const OUTSIDE: Role = { fill: "var(--well)", stroke: "var(--edge)", text: "var(--ink)" };
const INSIDE: Role = { fill: "var(--paper)", stroke: "var(--ink)", text: "var(--ink)" };
const GREY: Role = { fill: "var(--ink-2)", stroke: "var(--ink-2)", text: "var(--ink-2)" };
const FACE: Role = { fill: "var(--amber-tint)", stroke: "var(--amber)", text: "var(--ink)" };

/** Colours that Mermaid writes by itself, whatever the theme says. */
const FIXED: Readonly<Record<string, Role>> = {
  "#ffffff": WHITE,
  "#000000": { fill: "var(--ink)", stroke: "var(--ink-2)", text: "var(--ink)" },
  "#333333": { fill: "var(--ink)", stroke: "var(--ink)", text: "var(--ink)" },
  "#444444": GREY,
  "#666666": GREY,
  "#efefef": OUTSIDE,
  "#eeeeee": OUTSIDE,
  // C4: people, what is ours, what is not.
  "#073b6f": ROLES.active,
  "#08427b": ROLES.active,
  "#1168bd": INSIDE,
  "#3c7fc0": INSIDE,
  "#438dd5": INSIDE,
  "#85bbf0": INSIDE,
  "#78a8d8": INSIDE,
  "#686868": OUTSIDE,
  "#8a8a8a": OUTSIDE,
  "#999999": OUTSIDE,
  "#b3b3b3": OUTSIDE,
  "#a6a6a6": OUTSIDE,
  "#cccccc": OUTSIDE,
  "#bfbfbf": OUTSIDE,
  // The ground of architecture icons.
  "#087ebf": ROLES.mark0,
  // Journeys: faces, and the people that take part.
  "#fff8dc": FACE,
  "#8fbc8f": ROLES.mark0,
  "#7cfc00": ROLES.mark1,
  "#00ffff": ROLES.mark2,
  "#20b2aa": ROLES.mark3,
  "#b0e0e6": ROLES.mark4,
  "#ffffe0": ROLES.mark5,
};

/**
 * `rgb(90, 33, 195)` → `#5a21c3`; `none`, fully transparent → `none`; other words stay.
 * @returns the colour without its alpha; drawings get their opacity from `opacity`
 */
export function normaliseColour(colour: string): string {
  const text = colour.trim().toLowerCase();
  if (text === "none" || text === "transparent" || text === "") return "none";
  const call = /^rgba?\(([^)]*)\)$/.exec(text);
  if (call) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = call[1]!
      .split(/[\s,/]+/)
      .filter(Boolean)
      .map(Number);
    return alpha === 0 ? "none" : toHex(red, green, blue);
  }
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
  return short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join("")}`
    : text;
}

/**
 * The token that stands for a colour of a drawing.
 * @param authors colours the author wrote in the source (normalised); each goes to the token nearest in hue
 * @param lenient true to give any other colour the nearest token too, as in somebody else's drawing
 * @throws Error naming a colour that is neither ours, nor Mermaid's own, nor the author's
 */
export function tokenOf(
  colour: string,
  use: Use,
  authors: ReadonlySet<string>,
  lenient: boolean = false,
): string {
  const hex = normaliseColour(colour);
  if (hex === "none") return "none";
  const role = BY_COLOUR.get(hex);
  if (role) return ROLES[role][use];
  if (authors.has(hex)) return nearestToken(hex, use);
  const fixed = FIXED[hex];
  if (fixed) return fixed[use];
  const derived = derivedRole(hex);
  if (derived) return ROLES[derived][use];
  if (lenient) return /^#[0-9a-f]{6}$/.test(hex) ? nearestToken(hex, use) : ROLES.line[use];
  throw new Error(`${hex} (${use})`);
}

const HUES: readonly (readonly [number, string])[] = [
  [12, "coral"],
  [42, "amber"],
  [150, "kelp"],
  [200, "sea"],
  [325, "wine"],
];

/** An author's own colour keeps its hue and loses its lightness, which the theme decides. */
function nearestToken(hex: string, use: Use): string {
  if (use === "text") return "var(--ink)";
  const { hue, spread, high } = hueOf(hex);
  if (spread < 0.08) {
    if (use === "stroke") return high > 0.8 ? "var(--rule-2)" : "var(--ink)";
    return high > 0.98 ? "var(--paper)" : "var(--well)";
  }
  const name = [...HUES].sort((a, b) => apart(hue, a[0]) - apart(hue, b[0]))[0]![1];
  return use === "fill" ? `var(--${name}-tint)` : `var(--${name})`;
}

/** Mermaid lightens and darkens some theme colours; hue and saturation still tell which one it was. */
function derivedRole(hex: string): RoleName | undefined {
  const wanted = hueOf(hex);
  return NAMES.find((role) => {
    const own = hueOf(placeholder(role));
    return apart(wanted.hue, own.hue) < 1.2 && Math.abs(wanted.saturation - own.saturation) < 0.05;
  });
}

function hueOf(hex: string): { hue: number; saturation: number; spread: number; high: number } {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  const high = Math.max(red, green, blue);
  const spread = high - Math.min(red, green, blue);
  const sector =
    spread === 0
      ? 0
      : high === red
        ? (green - blue) / spread
        : high === green
          ? (blue - red) / spread + 2
          : (red - green) / spread + 4;
  const light = high - spread / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  return { hue: (sector * 60 + 360) % 360, saturation, spread, high };
}

const apart = (one: number, other: number) => Math.min(Math.abs(one - other), 360 - Math.abs(one - other));

function toHex(...parts: number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
