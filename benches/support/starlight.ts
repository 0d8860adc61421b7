import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The peer's packages. Installed in a temporary folder, so that they are no dependencies of ours. */
export const STARLIGHT_PACKAGES = {
  astro: "7.3.5",
  "@astrojs/starlight": "0.42.4",
  sharp: "0.34.4",
} as const;

const FILES: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ private: true, type: "module", dependencies: STARLIGHT_PACKAGES }),
  "astro.config.mjs": `
    import starlight from "@astrojs/starlight";
    import { defineConfig } from "astro/config";
    const locales = { root: { label: "한국어", lang: "ko" } };
    export default defineConfig({ integrations: [starlight({ title: "노트", locales })] });`,
  "src/content.config.ts": `
    import { docsLoader } from "@astrojs/starlight/loaders";
    import { docsSchema } from "@astrojs/starlight/schema";
    import { defineCollection } from "astro:content";
    export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };`,
};
const DOCS = "src/content/docs";

/** Writes a Starlight project as its guide says, without content. Nothing is installed yet. */
export function writeStarlight(project: string): void {
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

/** Gives it the notes of a folder, each with the title that Starlight asks for: that of its first heading. */
export function giveNotes(project: string, notes: string): void {
  const docs = join(project, DOCS);
  cpSync(notes, docs, { recursive: true });
  for (const name of readdirSync(docs, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".md")) continue;
    const path = join(docs, name);
    const [, title, body] = /^# (.*)\n([\s\S]*)$/.exec(readFileSync(path, "utf8")) ?? [];
    if (title === undefined) throw new Error(`${name}: no heading to make a title of`);
    writeFileSync(path, `---\ntitle: ${JSON.stringify(title)}\n---\n${body}`);
  }
}

/** Where one of the notes lies in the project. */
export function starlightNote(project: string, name: string): string {
  return join(project, DOCS, name);
}
