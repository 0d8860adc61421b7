import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { withJosa } from "../lib/text/josa.ts";

/** The text of a file that was named on the command line, relative to where it was typed; or, in one sentence, why not. */
export function readNamedFile(
  cwd: string,
  name: string,
): { readonly text: string } | { readonly problem: string } {
  try {
    return { text: readFileSync(resolve(cwd, name), "utf8") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem:
        code === "ENOENT"
          ? `${name} 파일이 없습니다.`
          : `${withJosa(name, "을/를")} 읽을 수 없습니다(${code}).`,
    };
  }
}
