import type { z } from "zod";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { LabEntry } from "../../labs/lab-file.ts";
import {
  type CoverageItem,
  coverageSchema,
  glossarySchema,
  mapSchema,
  type Source,
  type Spelling,
  type SubjectMap,
  sourcesSchema,
  type Term,
  terminologySchema,
  type Version,
  versionsSchema,
} from "../../reference/schemas.ts";
import { withJosa } from "../../text/josa.ts";
import { normalizeText } from "../../text/normalize.ts";
import { isThere, readText } from "../store/sights.ts";
import { ASKS_ENDING, type AsksFile, readAsks } from "./read-asks.ts";
import { readExamples } from "./read-examples.ts";
import { readLabs } from "./read-labs.ts";
import { readYamlFile } from "./read-yaml-file.ts";

export type Reference = {
  readonly terms: readonly Term[];
  readonly sources: Readonly<Record<string, Source>>;
  readonly map: SubjectMap;
  readonly labs: readonly LabEntry[];
  /** Spellings not used here; a project without the file has none. */
  readonly terminology: readonly Spelling[];
  /** What of the original note is answered where; a project without the file has none. */
  readonly coverage: readonly CoverageItem[];
  /** The original note as its author wrote it; "" in a project without it. */
  readonly original: string;
  /** Files that fences of notes show, by their paths below `content/examples/`. */
  readonly examples: ReadonlyMap<string, string>;
  /** Versions of products; a project without the file has none. */
  readonly versions: readonly Version[];
  /** What people ask that labs and terms answer; a project without the files has none. */
  readonly asks: { readonly labs: AsksFile | undefined; readonly terms: AsksFile | undefined };
  readonly findings: readonly Finding[];
  /** What was read, by the name findings use. */
  readonly texts: ReadonlyMap<string, string>;
};

/** The line of `glossary.yaml` or another list on which the entry of an id begins: the first such entry, or the last. */
export function lineOfEntry(
  glossary: string | undefined,
  id: string,
  which: "first" | "last" = "first",
): number {
  const lines = (glossary ?? "").split("\n");
  const begins = (line: string) => /^\s*-?\s*\{?\s*id:\s*["']?([^"'\s,]*)/.exec(line)?.[1] === id;
  return Math.max(0, which === "first" ? lines.findIndex(begins) : lines.findLastIndex(begins)) + 1;
}

/** Reads glossary, sources and the map of subjects from `content/`, checked against their schemas. */
export function readReference(folder: string, nameOf: (absolute: string) => string): Reference {
  const findings: Finding[] = [];
  const texts = new Map<string, string>();

  function load<T>(name: string, schema: z.ZodType<T>, fallback: T, keys: readonly string[]): T {
    const absolute = `${folder}/${name}`;
    const file = nameOf(absolute);
    const read = readYamlFile(absolute, file, schema, null, keys);
    if (read.text === undefined)
      findings.push({
        code: "reference/missing",
        severity: "error",
        file,
        line: 1,
        column: 1,
        message: "파일을 읽을 수 없습니다.",
        hint: "저장소에서 되돌려 주세요.",
      });
    else texts.set(file, read.text);
    findings.push(...read.findings);
    return read.value ?? fallback;
  }

  const terms = load(
    "glossary.yaml",
    glossarySchema,
    [],
    [
      "id",
      "ko",
      "en",
      "aliases",
      "short",
      "in",
      "leads",
      "note",
      "section",
      "needs",
      "partOf",
      "contrasts",
      "replaces",
    ],
  );
  const versions = isThere(`${folder}/versions.yaml`)
    ? load(
        "versions.yaml",
        versionsSchema,
        [],
        ["id", "product", "version", "date", "what", "sources", "verifiedOn"],
      )
    : [];
  const reportTwice = (
    name: string,
    entries: readonly { readonly id: string }[],
    code: FindingCode,
    what: string,
  ) => {
    const file = nameOf(`${folder}/${name}`);
    const seen = new Set<string>();
    for (const { id } of entries) {
      if (seen.has(id))
        findings.push({
          code,
          severity: "error",
          file,
          line: lineOfEntry(texts.get(file), id, "last"),
          column: 1,
          message: `${what} ${withJosa(`"${id}"`, "이/가")} 두 번 나옵니다.`,
          hint: "하나로 합쳐 주세요.",
        });
      seen.add(id);
    }
  };
  reportTwice("glossary.yaml", terms, "reference/duplicate-term", "용어");
  reportTwice("versions.yaml", versions, "reference/duplicate-version", "버전");
  const loadAsks = (name: string, what: string): AsksFile | undefined => {
    const absolute = `${folder}/${name}${ASKS_ENDING}`;
    if (!isThere(absolute)) return undefined;
    const read = readAsks(normalizeText(readText(absolute)), nameOf(absolute), "error", what);
    findings.push(...read.findings);
    texts.set(read.file, read.text);
    return read;
  };
  const asks = { labs: loadAsks("labs", "실습"), terms: loadAsks("glossary", "용어") };
  const labs = readLabs(`${folder}/labs`, nameOf);
  findings.push(...labs.findings);
  for (const [file, text] of labs.texts) texts.set(file, text);
  const examples = readExamples(folder);
  for (const [path, text] of examples) texts.set(nameOf(`${folder}/examples/${path}`), text);
  return {
    terms,
    asks,
    examples,
    versions,
    labs: labs.labs,
    terminology: isThere(`${folder}/terminology.yaml`)
      ? load("terminology.yaml", terminologySchema, [], ["wrong", "right", "where"])
      : [],
    coverage: isThere(`${folder}/coverage.yaml`)
      ? load("coverage.yaml", coverageSchema, [], ["item", "kind", "line", "answers", "dropped"])
      : [],
    original: isThere(`${folder}/original.md`) ? normalizeText(readText(`${folder}/original.md`)) : "",
    sources: load("sources.yaml", sourcesSchema, {}, ["title", "publisher", "url", "checked"]),
    map: load("map.yaml", mapSchema, { notes: [], paths: [] }, [
      "slug",
      "title",
      "short",
      "group",
      "prerequisites",
      "id",
      "for",
      "summary",
      "notes",
    ]),
    findings,
    texts,
  };
}
