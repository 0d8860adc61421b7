/** `#<section>~<lab>=<state>`: a figure's state behind the section that it stands in. */

/** What browsers take for themselves: an address may end in a text directive. */
const DIRECTIVE = ":~:";

export type LiveAddress = { readonly section: string; readonly lab: string; readonly state: string };

export function writeLiveHash({ section, lab, state }: LiveAddress): string {
  return `${section}~${lab}=${state}`;
}

/** What a fragment says of a figure, with or without its `#`; undefined where it says nothing. */
export function readLiveHash(hash: string): LiveAddress | undefined {
  const [, section, lab, state] = /^#?([^~:]*)~([a-z0-9-]+)=(.*)$/s.exec(hash.split(DIRECTIVE)[0]!) ?? [];
  return section === undefined || lab === undefined || state === undefined
    ? undefined
    : { section, lab, state };
}
