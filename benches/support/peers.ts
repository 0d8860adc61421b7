import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Another generator that builds the same notes: installed in a temporary folder, so no dependency of ours. */
export type Peer = {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Its project as its guide says, besides package.json. */
  readonly files: Readonly<Record<string, string>>;
  /** Where its notes lie. */
  readonly docs: string;
  /** What it has built and remembered. */
  readonly made: readonly string[];
  /** The program and the arguments that build, from the project's folder. */
  readonly build: readonly [program: string, ...rest: string[]];
  /** A note as it wants it. */
  readonly write: (text: string, name: string) => string;
};

export const PEERS: readonly Peer[] = [
  {
    name: "Starlight",
    packages: { astro: "7.3.5", "@astrojs/starlight": "0.42.4", sharp: "0.34.4" },
    files: {
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
    },
    docs: "src/content/docs",
    made: ["dist", ".astro", "node_modules/.astro", "node_modules/.vite"],
    build: ["node_modules/astro/bin/astro.mjs", "build"],
    write: titleFromHeading,
  },
  {
    name: "VitePress",
    packages: { vitepress: "1.6.4", vue: "3.5.22" },
    files: {
      "docs/.vitepress/config.mjs": `
        export default { title: "노트", lang: "ko-KR", themeConfig: { search: { provider: "local" } } };`,
    },
    docs: "docs",
    made: ["docs/.vitepress/dist", "docs/.vitepress/cache"],
    build: ["node_modules/vitepress/bin/vitepress.js", "build", "docs"],
    write: (text) => text,
  },
];

/** Starlight asks for a title: that of the first heading. */
function titleFromHeading(text: string, name: string): string {
  const [, title, body] = /^# (.*)\n([\s\S]*)$/.exec(text) ?? [];
  if (title === undefined) throw new Error(`${name}: no heading to make a title of`);
  return `---\ntitle: ${JSON.stringify(title)}\n---\n${body}`;
}

/** Writes a peer's project, without content. Nothing is installed yet. */
export function writePeer({ packages, files }: Peer, project: string): void {
  const all = {
    ...files,
    "package.json": JSON.stringify({ private: true, type: "module", dependencies: packages }),
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
}

/** Takes from it what it has built, and gives it the notes of a folder. */
export function giveNotes({ docs, made, write }: Peer, project: string, notes: string): void {
  const folder = join(project, docs);
  for (const name of made) rmSync(join(project, name), { recursive: true, force: true });
  for (const name of markdownOf(folder)) rmSync(join(folder, name));
  cpSync(notes, folder, { recursive: true });
  for (const name of markdownOf(folder)) {
    const path = join(folder, name);
    writeFileSync(path, write(readFileSync(path, "utf8"), name));
  }
}

function markdownOf(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
}

/** Where one of the notes lies in the project. */
export function peerNote({ docs }: Peer, project: string, name: string): string {
  return join(project, docs, name);
}
