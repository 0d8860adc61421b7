/** At an address that has moved: goes on to where the paragraph is now, without a step to go back to. */
export function followMoved(): void {
  const find = (id: string) => document.querySelector<HTMLAnchorElement>(`[data-moved="${CSS.escape(id)}"]`);
  const link = find(location.hash.slice(1).split(/:?~/)[0]!) ?? find("");
  if (link) location.replace(link.href);
}
