/** How callouts look that other programs know and we do not, by the names that they give them; all others are notes. */
const OTHER_KINDS: ReadonlyMap<string, "tip" | "warning"> = new Map([
  ...["tip", "hint", "success", "check", "done"].map((name) => [name, "tip"] as const),
  ...["warning", "caution", "attention", "danger", "error", "failure", "fail", "missing", "bug"].map(
    (name) => [name, "warning"] as const,
  ),
]);

/** What a callout of Obsidian, GitHub, VitePress or Hugo is here. @param name as its author wrote it */
export function otherCalloutKind(name: string): "note" | "tip" | "warning" {
  return OTHER_KINDS.get(name.toLowerCase()) ?? "note";
}
