/** Where a device keeps how its reader wants pages to look. */
export const LOOK_KEY = "whale.look";

const VERSION = 1;

/** What a reader may choose, the usual first. */
export const LOOK_CHOICES = {
  size: ["usual", "small", "large", "largest"],
  leading: ["usual", "tight", "loose"],
  width: ["usual", "narrow", "wide"],
  font: ["usual", "serif"],
  terms: ["usual", "both", "english"],
  motion: ["usual", "less"],
  keys: ["usual", "off"],
} as const;

export type LookName = keyof typeof LOOK_CHOICES;
export type Look = { readonly [Name in LookName]: (typeof LOOK_CHOICES)[Name][number] };

export const USUAL_LOOK: Look = {
  size: "usual",
  leading: "usual",
  width: "usual",
  font: "usual",
  terms: "usual",
  motion: "usual",
  keys: "usual",
};

/** The properties of `:root` that each choice sets; what is usual sets none. Keys are the scripts' business. */
const PROPERTIES: {
  readonly [Name in Exclude<LookName, "keys">]: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = {
  size: {
    small: { "--text": "93.75%" },
    large: { "--text": "112.5%" },
    largest: { "--text": "131.25%" },
  },
  leading: { tight: { "--lh-body": "1.6" }, loose: { "--lh-body": "2.1" } },
  width: { narrow: { "--measure": "32em" }, wide: { "--measure": "48em" } },
  font: {
    serif: {
      "--font": '"Noto Serif KR", "Noto Serif CJK KR", AppleMyungjo, "Nanum Myeongjo", Batang, serif',
    },
  },
  terms: {
    both: { "--en": "inline" },
    english: { "--en": "inline", "--en-open": '""', "--en-close": '""', "--ko-size": "0" },
  },
  motion: { less: { "--quick": "0ms", "--calm": "0ms", "--slow": "0ms" } },
};

/** What a look sets on `:root`. */
export function propertiesOf(look: Look): Record<string, string> {
  return {
    ...PROPERTIES.size[look.size],
    ...PROPERTIES.leading[look.leading],
    ...PROPERTIES.width[look.width],
    ...PROPERTIES.font[look.font],
    ...PROPERTIES.terms[look.terms],
    ...PROPERTIES.motion[look.motion],
  };
}

/** What a look sets on the data of `:root`, for scripts; what is usual is not there. */
export function flagsOf({ motion, keys }: Look): Record<string, string> {
  return { ...(motion !== "usual" && { motion }), ...(keys !== "usual" && { keys }) };
}

/** The look that a device kept; what it does not say, or says in words that are none of ours, is usual. */
export function readLook(kept: string | null): Look {
  let chosen: unknown;
  try {
    const { v, look } = JSON.parse(kept ?? "{}") as { v?: unknown; look?: unknown };
    if (v === VERSION) chosen = look;
  } catch {
    // Nobody can read it: the usual look it is.
  }
  const said = new Map(Object.entries(typeof chosen === "object" && chosen !== null ? chosen : {}));
  return {
    size: pick(LOOK_CHOICES.size, said.get("size")) ?? "usual",
    leading: pick(LOOK_CHOICES.leading, said.get("leading")) ?? "usual",
    width: pick(LOOK_CHOICES.width, said.get("width")) ?? "usual",
    font: pick(LOOK_CHOICES.font, said.get("font")) ?? "usual",
    terms: pick(LOOK_CHOICES.terms, said.get("terms")) ?? "usual",
    motion: pick(LOOK_CHOICES.motion, said.get("motion")) ?? "usual",
    keys: pick(LOOK_CHOICES.keys, said.get("keys")) ?? "usual",
  };
}

function pick<Choice extends string>(choices: readonly Choice[], said: unknown): Choice | undefined {
  return choices.find((choice) => choice === said);
}

/** What a device keeps of a look, with what `theme.js` sets before the first paint; null for the usual one. */
export function writeLook(look: Look): string | null {
  if (Object.values(look).every((choice) => choice === "usual")) return null;
  return JSON.stringify({ v: VERSION, look, css: propertiesOf(look), data: flagsOf(look) });
}
