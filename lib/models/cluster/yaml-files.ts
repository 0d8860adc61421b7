import { type ErrorCode, isAlias, parseAllDocuments, type ScalarTag, visit } from "yaml";
import type { KubeObject } from "../kubectl/cluster.ts";
import type { Files } from "../kubectl/command-run.ts";
import { PlainError } from "../kubectl/kubectl-error.ts";

/** Words that are truth values to kubectl's YAML, which is that of version 1.1. */
const OLD_BOOLEAN: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  test: /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)$/,
  resolve: (text) => /^(?:y|yes|on)$/i.test(text),
};

/** What kubectl's parser says to the mistakes that are made most. Source: `go.yaml.in/yaml/v2` scannerc.go, parserc.go. */
const MESSAGES: Partial<Readonly<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: "found character that cannot start any token",
  BLOCK_AS_IMPLICIT_KEY: "mapping values are not allowed in this context",
  BAD_INDENT: "did not find expected key",
  BLOCK_IN_FLOW: "did not find expected ',' or '}'",
  MISSING_CHAR: "could not find expected ':'",
  MULTILINE_IMPLICIT_KEY: "could not find expected ':'",
  UNEXPECTED_TOKEN: "did not find expected node content",
};
const LARGEST = 200_000;

/** The objects of a text of YAML or JSON; a `List` is its items. @throws PlainError in kubectl's words */
export function readObjects(text: string, file: string): readonly KubeObject[] {
  const fail = (why: string) => new PlainError(`error parsing ${file}: ${why}`);
  if (text.length > LARGEST) throw fail("the file is too large");
  const documents = parseAllDocuments(text, { customTags: [OLD_BOOLEAN], uniqueKeys: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document): readonly KubeObject[] => {
    const [error] = document.errors;
    if (error !== undefined) {
      const line = error.linePos?.[0].line ?? 1;
      if (error.code === "DUPLICATE_KEY") {
        throw fail(
          `error converting YAML to JSON: yaml: unmarshal errors:\n  line ${line}: key already set in map`,
        );
      }
      const why = MESSAGES[error.code] ?? "did not find expected key";
      throw fail(`error converting YAML to JSON: yaml: line ${line}: ${why}`);
    }
    let hasAlias = false;
    visit(document, (_, node) => {
      if (isAlias(node)) hasAlias = true;
    });
    const value: unknown = document.toJS({ maxAliasCount: hasAlias ? 20 : 0 });
    if (value === null || value === undefined) return [];
    if (typeof value !== "object" || Array.isArray(value)) {
      throw fail(
        `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${Array.isArray(value) ? "array" : typeof value} into Go value of type map[string]interface {}`,
      );
    }
    // Names of an author's are never keys of a plain object of ours: this is a copy without a prototype's.
    const object = JSON.parse(JSON.stringify(value)) as KubeObject & {
      readonly items?: readonly KubeObject[];
    };
    return object.kind === "List" ? (object.items ?? []) : [object];
  });
}

/** The files of a lab, read when a command asks for them; `-` is what comes through a pipe. A folder is all its files. */
export class YamlFiles implements Files {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #input: string | undefined;

  constructor(texts: ReadonlyMap<string, string>, input: string | undefined) {
    this.#texts = texts;
    this.#input = input;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get(name: string): readonly KubeObject[] | undefined {
    if (name === "-") return readObjects(this.#input ?? "", "STDIN");
    const path = name.replace(/^\.\//, "");
    const text = this.#texts.get(path);
    if (text !== undefined) return readObjects(text, name);
    const folder = path === "." || path === "" ? "" : `${path.replace(/\/$/, "")}/`;
    const inside = [...this.#texts]
      .filter(([file]) => file.startsWith(folder) && /\.(ya?ml|json)$/.test(file))
      .sort();
    return inside.length === 0 ? undefined : inside.flatMap(([file, content]) => readObjects(content, file));
  }
}
