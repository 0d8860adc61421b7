import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { openCatalog } from "../lib/build/catalog/open-catalog.ts";
import { readSettings } from "../lib/build/catalog/settings.ts";
import { SEARCH_FOLDER, searchFilesOf } from "../lib/build/export/search-files.ts";
import { hrefOfPlace } from "../lib/search/documents.ts";
import { type Answer, SearchIndex } from "../lib/search/search-index.ts";
import { withJosa } from "../lib/text/josa.ts";
import { readArguments } from "./read-arguments.ts";
import { type Io, runCommand } from "./run-command.ts";

const USAGE =
  '쓰는 법: npm run -s search -- "질의" [--explain] 또는 npm run -s search -- --queries 파일.jsonl';

/**
 * `npm run -s search`: the site's own search over the notes, from the same files that a browser loads.
 * With `--queries FILE.jsonl` it reads `{"id","q"}` lines and prints `{"id","results":[…]}` lines, where what is
 * only near says so (`"near":true`);
 * with a query it prints for a person, with `--explain` how the query was read.
 */
export async function main(args: readonly string[], { root, env, cwd, stdout, stderr }: Io): Promise<number> {
  const {
    flags,
    values,
    files: rest,
    problem,
  } = readArguments(args, { flags: ["--explain"], values: ["--queries"], files: 40 });
  const list = values.get("--queries");
  if (problem !== undefined || (list === undefined) === (rest.length === 0)) {
    stderr(`${problem ?? USAGE}\n`);
    return 2;
  }
  const queries = list === undefined ? [] : readQueries(resolve(cwd, list));
  const settings = readSettings(root, env);
  const files = searchFilesOf(await openCatalog(settings), settings.content);
  const index = new SearchIndex(files.get(`${SEARCH_FOLDER}/index.json`)!);
  const ask = (query: string): Answer => {
    const reading = index.read(query);
    for (const [first, path] of index.missing(reading))
      index.load(first, JSON.parse(files.get(path.slice(1))!) as string);
    return index.find(reading);
  };
  for (const { id, q } of queries) stdout(`${JSON.stringify({ id, results: resultsOf(index, ask(q)) })}\n`);
  if (rest.length > 0) stdout(describe(index, ask(rest.join(" ")), flags.has("--explain")));
  return 0;
}

function readQueries(path: string): { id: unknown; q: string }[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, at) => {
      if (line.trim() === "") return [];
      const asked: unknown = tryParse(line);
      if (typeof asked !== "object" || asked === null || !("q" in asked) || typeof asked.q !== "string")
        throw new Error(`${path}:${at + 1}  {"id": …, "q": "질의"} 꼴이 아닙니다: ${line.slice(0, 60)}`);
      return [{ id: "id" in asked ? asked.id : null, q: asked.q }];
    });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function resultsOf(index: SearchIndex, { hits }: Answer) {
  return hits.map(({ document, score, near }) => {
    const [note, anchor, title] = index.file.documents[document]!;
    const url = hrefOfPlace(index.file.notes[note]!.slug, anchor);
    return { url, title, score: Math.round(score * 1000) / 1000, ...(near && { near }) };
  });
}

/** The answer as a person reads it. */
function describe(index: SearchIndex, answer: Answer, explain: boolean): string {
  const lines = resultsOf(index, answer).map(({ url, title, score }, rank) => {
    const { reason, document } = answer.hits[rank]!;
    const note = index.file.notes[index.file.documents[document]![0]]!.title;
    const why = reason ? `  (${reason.kind}: ${reason.from} → ${reason.to})` : "";
    return `${String(rank + 1).padStart(2)}. ${title}  — ${note}\n    ${url}${explain ? `  ${score}${why}` : ""}`;
  });
  const { unknown } = answer;
  const missing = unknown.length > 0 ? `${withJosa(unknown.join(", "), "은/는")} 이 노트에 없습니다.\n` : "";
  const near = answer.hits[0]?.near ? `${missing}답하는 곳이 없어 비슷한 곳을 보입니다.\n` : "";
  const hits = `${near}${lines.join("\n") || `${missing}검색 결과가 없습니다.`}\n`;
  if (!explain) return hits;
  const { slots, variants } = answer.reading;
  const words = slots.map(({ text, importance, alternatives }) => {
    const ways = alternatives.map(({ terms, weight, reason }) => {
      const names = terms.map((term) => index.vocabulary.terms[term]).join("+");
      return `${names} ×${weight.toFixed(2)}${reason ? ` ${reason.kind}` : ""}`;
    });
    return `  ${text} (${importance.toFixed(2)}): ${ways.join(", ") || "모르는 말"}\n`;
  });
  const forms = variants.map(({ text, weight }) => `${text} ×${weight.toFixed(2)}`);
  return `${hits}\n읽은 방법\n${words.join("")}  제목과 견준 꼴: ${forms.join(", ")}\n`;
}

await runCommand(import.meta.filename, main);
