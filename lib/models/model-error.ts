/** How a model says that its input has no answer. The text is upstream's where upstream has one. */
export type ModelError = { readonly error: string };

/** Whether a model answered with an error instead of a result. */
export function isModelError(result: unknown): result is ModelError {
  return typeof result === "object" && result !== null && "error" in result;
}
