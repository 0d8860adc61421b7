/** A failure of a command. `text` is what stderr gets, without the line break. */
export class KubectlError extends Error {
  readonly text: string;

  constructor(text: string, message = text) {
    super(message);
    this.text = text;
  }
}

/** An error of kubectl itself: `error: text`. */
export class PlainError extends KubectlError {
  constructor(message: string) {
    super(message.startsWith("error: ") ? message : `error: ${message}`, message);
  }
}

/** An answer of the server: `Error from server (Reason): message`. */
export class ServerError extends KubectlError {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(`Error from server (${reason}): ${message}`, message);
    this.reason = reason;
  }
}

/**
 * What stderr gets for these errors. One stands alone with its prefix; of several only the server's keep
 * theirs.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/util/helpers.go` checkErr, MultipleErrors.
 */
export function writeErrors(errors: readonly KubectlError[]): string {
  const lines = errors.map((error) =>
    errors.length > 1 && error instanceof PlainError ? error.message : error.text,
  );
  return [...new Set(lines)].map((line) => `${line}\n`).join("");
}

/** Several errors of one command. */
export class ErrorList extends Error {
  readonly errors: readonly KubectlError[];

  constructor(errors: readonly KubectlError[]) {
    super(errors.map(({ message }) => message).join(", "));
    this.errors = errors;
  }
}

/** The errors in what was thrown; anything else is a fault of the model and goes on. */
export function errorsOf(thrown: unknown): readonly KubectlError[] {
  if (thrown instanceof KubectlError) return [thrown];
  if (thrown instanceof ErrorList) return thrown.errors;
  throw thrown;
}

/**
 * Does something for each item; errors are kept and thrown together at the end.
 *
 * Source: `kubernetes/cli-runtime` `pkg/resource/visitor.go` ContinueOnErrorVisitor.
 */
export function forEachKeepingErrors<T>(
  items: readonly T[],
  visit: (item: T) => void,
  before: readonly KubectlError[] = [],
): void {
  const errors = [...before];
  for (const item of items) {
    try {
      visit(item);
    } catch (error) {
      errors.push(...errorsOf(error));
    }
  }
  if (errors.length > 0) throw new ErrorList(errors);
}

/** `text` and where to find help, as for wrong arguments. Source: `pkg/cmd/util/helpers.go` UsageErrorf. */
export function usageError(path: string, text: string): PlainError {
  return new PlainError(`${text}\nSee '${path} -h' for help and examples`);
}

/** Source: `kubernetes/apimachinery` `pkg/api/errors/errors.go` NewNotFound. */
export function notFound(plural: string, name: string): ServerError {
  return new ServerError("NotFound", `${plural} "${name}" not found`);
}

/** Source: `kubernetes/apimachinery` `pkg/api/errors/errors.go` NewAlreadyExists. */
export function alreadyExists(plural: string, name: string): ServerError {
  return new ServerError("AlreadyExists", `${plural} "${name}" already exists`);
}

/**
 * The server refuses an object: `The Kind "name" is invalid: cause`.
 *
 * Source: `kubernetes/apimachinery` `pkg/api/errors/errors.go` NewInvalid, `kubernetes/kubectl`
 * `pkg/cmd/util/helpers.go` checkErr.
 */
export function invalidObject(
  { kind, group }: { readonly kind: string; readonly group: string },
  name: string,
  causes: readonly string[],
): KubectlError {
  const [first = ""] = causes;
  const list = causes.length === 1 ? first : `\n${causes.map((cause) => `* ${cause}`).join("\n")}`;
  const full = causes.length === 1 ? first : `[${causes.join(", ")}]`;
  const qualified = group === "" ? kind : `${kind}.${group}`;
  return new KubectlError(
    `The ${kind} "${name}" is invalid: ${list}`,
    `${qualified} "${name}" is invalid: ${full}`,
  );
}
