import type { KubeObject } from "../kubectl/cluster.ts";
import type { Files } from "../kubectl/command-run.ts";
import { PlainError } from "../kubectl/kubectl-error.ts";
import type { Json } from "../kubectl/objects.ts";
import { readYaml, YamlError } from "./read-yaml.ts";

const LARGEST = 200_000;

/** The objects of a text of YAML or JSON; a `List` is its items. @throws PlainError in kubectl's words */
export function readObjects(text: string, file: string): readonly KubeObject[] {
  const fail = (why: string) => new PlainError(`error parsing ${file}: ${why}`);
  if (text.length > LARGEST) throw fail("the file is too large");
  let documents: readonly Json[];
  try {
    documents = readYaml(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const isTwice = error.message.endsWith("already set in map");
    throw fail(
      `error converting YAML to JSON: yaml: ${isTwice ? "unmarshal errors:\n  " : ""}line ${error.line}: ${error.message}`,
    );
  }
  return documents.flatMap((value): readonly KubeObject[] => {
    if (value === null || value === undefined) return [];
    if (typeof value !== "object" || Array.isArray(value)) {
      throw fail(
        `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${Array.isArray(value) ? "array" : typeof value} into Go value of type map[string]interface {}`,
      );
    }
    const object = value as unknown as KubeObject & { readonly items?: readonly KubeObject[] };
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
