import { listAt } from "./cluster.ts";
import { annotations, heading, labels } from "./describe-parts.ts";
import type { Describe } from "./describe-shared.ts";
import { textAt } from "./object-texts.ts";

export const serviceAccount: Describe = (w, object) => {
  heading(w, object);
  const names = (field: string) =>
    listAt(object, field)
      .map((one) => textAt(one, "name"))
      .join(",") || "<none>";
  w.line(0, `Image pull secrets:\t${names("imagePullSecrets")}`);
  w.line(0, `Mountable secrets: \t${names("secrets")}`);
  w.line(0, "Tokens:            \t<none>");
};

export const role: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.line(0, "PolicyRule:");
  w.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
  w.line(1, "---------\t-----------------\t--------------\t-----");
  const verbs = new Map<string, Set<string>>();
  for (const rule of listAt(object, "rules")) {
    const groups = listAt(rule, "apiGroups");
    for (const group of groups.length === 0 ? [""] : groups) {
      for (const resource of listAt(rule, "resources")) {
        const [main, sub] = String(resource).split("/");
        const name = `${main}${group === "" ? "" : `.${group}`}${sub === undefined ? "" : `/${sub}`}`;
        const key = `${name}\t[]\t[${listAt(rule, "resourceNames").join(" ")}]`;
        verbs.set(key, new Set([...(verbs.get(key) ?? []), ...(listAt(rule, "verbs") as readonly string[])]));
      }
    }
  }
  for (const [key, list] of [...verbs].sort(([a], [b]) => (a < b ? -1 : 1)))
    w.line(1, `${key}\t[${[...list].join(" ")}]`);
};

export const binding: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.line(0, "Role:");
  w.line(1, `Kind:\t${textAt(object, "roleRef", "kind")}`);
  w.line(1, `Name:\t${textAt(object, "roleRef", "name")}`);
  w.line(0, "Subjects:");
  w.line(1, "Kind\tName\tNamespace");
  w.line(1, "----\t----\t---------");
  for (const one of listAt(object, "subjects"))
    w.line(1, `${textAt(one, "kind")}\t${textAt(one, "name")}\t${textAt(one, "namespace")}`);
};
