import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import type { Subject } from "./read-export.ts";

/**
 * The subject of that id or name, or all where none is asked for.
 * @throws Error with a Korean sentence that names those there are, and the nearest
 */
export function chooseSubjects(
  subjects: readonly Subject[],
  nameOrId: string | undefined,
): readonly Subject[] {
  if (nameOrId === undefined) return subjects;
  const asked = nameOrId.normalize("NFC").trim();
  const found = subjects.find(({ id, name }) => id === asked || name === asked);
  if (found) return [found];
  const accepted = subjects.map(({ id, name }) => `${id}(${name})`).join(", ");
  const guess = findNearest(
    asked,
    subjects.flatMap(({ id, name }) => [id, name]),
  );
  throw new Error(
    `--subject ${withJosa(`"${asked}"`, "은/는")} 없는 주제입니다. 쓸 수 있는 주제: ${accepted}.${guess ? ` 혹시 ${guess}인가요?` : ""}`,
  );
}
