import type { KubeObject } from "../../kubectl/cluster.ts";
import { isSame } from "../../kubectl/cluster.ts";
import { RESOURCE_TYPES } from "../../kubectl/resource-types.ts";
import { quotaUsage } from "../admission.ts";
import type { Controller, Write } from "../controller.ts";
import { keyOf, splitKey } from "../kinds.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;
const NAMESPACED = RESOURCE_TYPES.filter(({ isNamespaced }) => isNamespaced);

/**
 * Empties a namespace that is deleted, then lets it go.
 *
 * Source: `pkg/controller/namespace/deletion/namespaced_resources_deleter.go`.
 */
export const namespaceController: Controller = {
  name: "namespace-controller",
  keysOf({ object, type }, view) {
    if (object.kind === "Namespace")
      return object.metadata.deletionTimestamp === undefined ? [] : [object.metadata.name];
    const { namespace } = object.metadata;
    const isLeaving =
      type === "DELETED" &&
      namespace !== undefined &&
      view.get("Namespace", "", namespace)?.metadata.deletionTimestamp !== undefined;
    return isLeaving ? [namespace] : [];
  },
  reconcile(view, name) {
    const namespace = view.get("Namespace", "", name);
    if (namespace?.metadata.deletionTimestamp === undefined) return [];
    const content = NAMESPACED.flatMap(({ kind }) => view.list(kind, name) as readonly KubeObject[]);
    const writes = content
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .map((object): Write => ({ do: "delete", object }));
    if (content.length > 0) return writes;
    return [
      { do: "update", object: asObject({ ...namespace, spec: { ...namespace.spec, finalizers: [] } }) },
    ];
  },
};

/**
 * Gives every namespace the service account `default` and the certificate of the API server.
 *
 * Source: `pkg/controller/serviceaccount/serviceaccounts_controller.go`, `pkg/controller/certificates/rootcacertpublisher`.
 */
export const serviceAccountController: Controller = {
  name: "serviceaccount-controller",
  keysOf({ object, type }) {
    if (object.kind === "Namespace" && type !== "DELETED") return [object.metadata.name];
    const isNeeded = object.metadata.name === "default" || object.metadata.name === "kube-root-ca.crt";
    return type === "DELETED" && isNeeded && object.metadata.namespace !== undefined
      ? [object.metadata.namespace]
      : [];
  },
  reconcile(view, name) {
    const namespace = view.get("Namespace", "", name);
    if (namespace === undefined || namespace.metadata.deletionTimestamp !== undefined) return [];
    const wanted = [
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: name } },
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "kube-root-ca.crt", namespace: name },
        data: { "ca.crt": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" },
      },
    ];
    return wanted
      .filter(({ kind, metadata }) => view.get(kind, name, metadata.name) === undefined)
      .map((object) => ({ do: "create", object }));
  },
};

/** Writes what a quota's namespace uses. Source: `pkg/controller/resourcequota/resource_quota_controller.go` syncResourceQuota. */
export const resourceQuotaController: Controller = {
  name: "resourcequota-controller",
  keysOf({ object, type }, view) {
    if (object.kind === "ResourceQuota") return [keyOf(object)];
    const isCounted = type !== "MODIFIED" || object.kind === "Pod" || object.kind === "Service";
    return isCounted && object.kind !== "Event"
      ? view.list("ResourceQuota", object.metadata.namespace ?? "").map(keyOf)
      : [];
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const quota = view.get("ResourceQuota", namespace, name);
    if (quota === undefined) return [];
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: quotaUsage(view, namespace, NAMESPACED, hard) };
    return isSame(status, quota.status)
      ? []
      : [{ do: "status", object: asObject({ ...withoutVersion(quota), status }) }];
  },
};
