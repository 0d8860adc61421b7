import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { withJosa } from "../../text/josa.ts";
import { readText } from "../store/sights.ts";

const SCHEMA = z.array(z.array(z.coerce.string().min(1)).min(2));

/**
 * Words written in two alphabets, for search: `content/words.yaml`, a list of groups.
 * @throws Error with a sentence when the file is not such a list; no file is an empty list
 */
export function readWords(folder: string): readonly (readonly string[])[] {
  return readGroups(folder, "words.yaml", "[한글, 영어]");
}

/**
 * What people say for what notes call otherwise: `content/lexicon.yaml`, a list of groups, verbs as in a dictionary.
 * @throws Error as `readWords`
 */
export function readLexicon(folder: string): readonly (readonly string[])[] {
  return readGroups(folder, "lexicon.yaml", "[죽다, 종료]");
}

function readGroups(folder: string, name: string, example: string): readonly (readonly string[])[] {
  let text: string;
  try {
    text = readText(join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const answer = SCHEMA.safeParse(parse(text) ?? []);
  if (answer.success) return answer.data;
  const at = answer.error.issues[0]?.path[0];
  throw new Error(
    `content/${name}의 ${withJosa(typeof at === "number" ? `${at + 1}번째 묶음` : "모양", "을/를")} 읽을 수 없습니다. 묶음마다 ${example}처럼 둘 이상의 낱말을 적어 주세요.`,
  );
}
