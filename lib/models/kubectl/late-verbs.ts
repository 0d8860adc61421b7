import type { CommandRun } from "./command-run.ts";

/** Commands that are not needed until somebody types them, so that a page loads each when it is. */
const PARTS = {
  change: () => import("./change-verbs.ts"),
  jsonpath: () => import("./late-jsonpath.ts"),
  operate: () => import("./operate-verbs.ts"),
};

type Parts = { readonly [Name in keyof typeof PARTS]: Awaited<ReturnType<(typeof PARTS)[Name]>> };
/** A group of commands that is loaded together. */
export type VerbPart = keyof Parts;

const loaded: { -readonly [Name in VerbPart]?: Parts[Name] } = {};

/** What a command does, where that is loaded with its part. */
export type LateAction = ((run: CommandRun) => void) & { readonly part?: VerbPart };

/** A command of a part: it can run once `loadVerbs` has answered. */
export function late<Name extends VerbPart>(
  part: Name,
  pick: (verbs: Parts[Name]) => (run: CommandRun) => void,
): LateAction {
  const act = (run: CommandRun): void => {
    const verbs = loaded[part] as Parts[Name] | undefined;
    if (verbs === undefined) throw new Error(`loadVerbs("${part}") first`);
    pick(verbs)(run);
  };
  return Object.assign(act, { part });
}

/** Loads parts of kubectl, all of them where none is named. What is loaded stays. */
export async function loadVerbs(...names: readonly VerbPart[]): Promise<void> {
  const wanted = names.length > 0 ? names : (Object.keys(PARTS) as VerbPart[]);
  await Promise.all(wanted.map(load));
}

async function load<Name extends VerbPart>(name: Name): Promise<void> {
  loaded[name] ??= (await PARTS[name]()) as Parts[Name];
}
