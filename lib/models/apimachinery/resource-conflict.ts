/** What the API server knows of an object, or what a request says about it. */
export type ObjectVersion = { readonly resourceVersion?: string; readonly uid?: string };

export type Verb = "create" | "update" | "patch" | "delete";

/** The HTTP status and, unless it succeeds, reason and message of the Status object. */
export type ApiAnswer = {
  readonly code: number;
  readonly reason?: "AlreadyExists" | "NotFound" | "Conflict";
  readonly message?: string;
};

const MODIFIED =
  "the object has been modified; please apply your changes to the latest version and try again";

/**
 * Whether the API server lets a request through (optimistic concurrency). `resource` is the plural with
 * its group (`deployments.apps`); `live` null = there is no such object. A request without a
 * resourceVersion (or with "0") is unconditional; for `delete`, `sent` are the preconditions.
 *
 * Source: `kubernetes/apiserver` `pkg/registry/generic/registry/store.go` Update,
 * `pkg/registry/rest/delete.go` BeforeDelete; `kubernetes/apimachinery` `pkg/api/errors/errors.go`.
 */
export function resourceConflict(request: {
  readonly verb: Verb;
  readonly resource: string;
  readonly name: string;
  readonly live?: ObjectVersion | null;
  readonly sent?: ObjectVersion | null;
}): ApiAnswer {
  const { verb, resource, name, live, sent } = request;
  const subject = `${resource} "${name}"`;
  if (verb === "create") {
    return live == null
      ? { code: 201 }
      : { code: 409, reason: "AlreadyExists", message: `${subject} already exists` };
  }
  if (live == null) return { code: 404, reason: "NotFound", message: `${subject} not found` };
  const why = verb === "delete" ? whyNotDelete(live, sent ?? {}) : whyNotUpdate(live, sent ?? {});
  if (why === undefined) return { code: 200 };
  return { code: 409, reason: "Conflict", message: `Operation cannot be fulfilled on ${subject}: ${why}` };
}

function whyNotUpdate(live: ObjectVersion, sent: ObjectVersion): string | undefined {
  const { resourceVersion = "" } = sent;
  const isUnconditional = resourceVersion === "" || resourceVersion === "0";
  return isUnconditional || resourceVersion === live.resourceVersion ? undefined : MODIFIED;
}

function whyNotDelete(live: ObjectVersion, sent: ObjectVersion): string | undefined {
  if (sent.uid !== undefined && sent.uid !== live.uid) {
    return (
      `the UID in the precondition (${sent.uid}) does not match the UID in record (${live.uid}). ` +
      "The object might have been deleted and then recreated"
    );
  }
  if (sent.resourceVersion !== undefined && sent.resourceVersion !== live.resourceVersion) {
    return (
      `the ResourceVersion in the precondition (${sent.resourceVersion}) does not match the ` +
      `ResourceVersion in record (${live.resourceVersion}). The object might have been modified`
    );
  }
  return undefined;
}
