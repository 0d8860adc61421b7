import { normalizeText } from "../../text/normalize.ts";
import { listFiles, readText } from "../store/sights.ts";
import { isIgnoredName } from "./is-ignored.ts";

/** The files of `content/examples/` that notes show, by their paths below it; a project without any has no such folder. */
export function readExamples(content: string): ReadonlyMap<string, string> {
  return new Map(
    namesIn(content)
      .map((path) => path.slice("examples/".length))
      .filter((path) => !path.split("/").some(isIgnoredName))
      .map((path) => [path, normalizeText(readText(`${content}/examples/${path}`))]),
  );
}

function namesIn(content: string): string[] {
  try {
    return listFiles(content, "examples");
  } catch {
    return [];
  }
}
