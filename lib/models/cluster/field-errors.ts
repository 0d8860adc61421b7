/**
 * What validation says of a field, one line each.
 *
 * Source: `kubernetes/apimachinery` `pkg/util/validation/field/errors.go` Error.ErrorBody.
 */
export const required = (field: string, detail = "") =>
  `${field}: Required value${detail === "" ? "" : `: ${detail}`}`;

export const invalid = (field: string, value: unknown, detail: string) =>
  `${field}: Invalid value: ${typeof value === "number" ? value : JSON.stringify(value)}: ${detail}`;

export const notSupported = (field: string, value: unknown, supported: readonly string[]) =>
  `${field}: Unsupported value: ${JSON.stringify(value)}: supported values: ${supported
    .map((one) => JSON.stringify(one))
    .join(", ")}`;

export const notFoundField = (field: string, value: string) =>
  `${field}: Not found: ${JSON.stringify(value)}`;

export const duplicate = (field: string, value: unknown) =>
  `${field}: Duplicate value: ${JSON.stringify(value)}`;

export const forbiddenField = (field: string, detail: string) => `${field}: Forbidden: ${detail}`;
