import type { ModelError } from "./model-error.ts";

/** A case: what the function `fn` must answer to `input`. */
export type Vector = {
  readonly id: string;
  readonly fn: string;
  readonly name: string;
  readonly input: unknown;
  readonly expected: unknown;
};

export type VectorFile = { readonly system: string; readonly vectors: readonly Vector[] };

/** Reads the text of a vector file; an error is a Korean sentence without the file's name. */
export function readVectorFile(text: string): VectorFile | ModelError {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { error: `JSON으로 읽을 수 없습니다(${error instanceof Error ? error.message : error}).` };
  }
  if (!isRecord(data) || typeof data.system !== "string" || !Array.isArray(data.vectors)) {
    return { error: '벡터 파일은 {"system": "…", "vectors": […]} 꼴이어야 합니다.' };
  }
  const vectors: Vector[] = [];
  for (const [index, value] of data.vectors.entries()) {
    const vector = readVector(value);
    if ("error" in vector) return { error: `vectors[${index}]: ${vector.error}` };
    vectors.push(vector);
  }
  return { system: data.system, vectors };
}

function readVector(value: unknown): Vector | ModelError {
  if (!isRecord(value)) return { error: "객체가 아닙니다." };
  const { id, fn, name, input, expected } = value;
  if (typeof id !== "string") return { error: '문자열 "id" 항목이 없습니다.' };
  if (typeof fn !== "string") return { error: '문자열 "fn" 항목이 없습니다.' };
  for (const key of ["input", "expected"]) {
    if (!Object.hasOwn(value, key)) return { error: `"${key}" 항목이 없습니다.` };
  }
  return { id, fn, name: typeof name === "string" ? name : "", input, expected };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
