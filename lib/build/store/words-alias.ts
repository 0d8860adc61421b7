import { join } from "node:path";
import { language } from "../../words/words.ts";

/**
 * For esbuild: the files with the words of this process's language, which Node found by its conditions.
 * @param root the project
 */
export function wordsAlias(root: string): Readonly<Record<"#words" | "#figure-words", string>> {
  return {
    "#words": join(root, `lib/words/${language}.ts`),
    "#figure-words": join(root, `lib/words/figures-${language}.ts`),
  };
}
