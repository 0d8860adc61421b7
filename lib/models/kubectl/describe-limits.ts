import { at, listAt } from "./cluster.ts";
import { annotations, heading, labels } from "./describe-parts.ts";
import { conditions, type Describe, listOf } from "./describe-shared.ts";
import { countAt, flatLabels, longTime, selectorText, type Texts, textAt } from "./object-texts.ts";
import { writeQuantity } from "./write-quantity.ts";

export const quota: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  w.field("Namespace", object.metadata.namespace);
  w.line(0, "Resource\tUsed\tHard");
  w.line(0, "--------\t----\t----");
  for (const [name, hard] of Object.entries((at(object, "status", "hard") ?? {}) as Texts).sort()) {
    w.line(
      0,
      `${name}\t${writeQuantity(String(at(object, "status", "used", name) ?? "0"))}\t${writeQuantity(String(hard))}`,
    );
  }
};

/** Source: NamespaceDescriber. */
export const namespace: Describe = (w, object, cluster) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.field("Status", textAt(object, "status", "phase"));
  const quotas = listOf(cluster, "resourcequotas", object.metadata.name);
  if (quotas.length === 0) w.raw("\nNo resource quota.\n");
  else {
    w.raw("\nResource Quotas\n");
    for (const one of quotas) {
      w.raw(`  Name:\t${one.metadata.name}\n  Resource\tUsed\tHard\n  --------\t---\t---\n`);
      for (const [name, hard] of Object.entries((at(one, "status", "hard") ?? {}) as Texts).sort()) {
        w.line(1, `${name}\t${at(one, "status", "used", name) ?? "0"}\t${hard}`);
      }
    }
  }
  w.raw("\nNo LimitRange resource.\n");
};

export const hpa: Describe = (w, object) => {
  const { spec, status, metadata } = object;
  heading(w, object);
  w.field("CreationTimestamp", longTime(metadata.creationTimestamp ?? ""));
  const kind = textAt(spec, "scaleTargetRef", "kind");
  w.field("Reference", `${kind}/${textAt(spec, "scaleTargetRef", "name")}`);
  w.line(0, "Metrics:\t( current / target )");
  for (const [index, metric] of listAt(spec, "metrics").entries()) {
    const name = textAt(metric, "resource", "name");
    const current = at(listAt(status, "currentMetrics")[index], "resource", "current");
    const value = textAt(current, "averageValue");
    const average = at(metric, "resource", "target", "averageValue");
    if (average !== undefined) w.line(1, `resource ${name} on pods:\t${value || "<unknown>"} / ${average}`);
    else {
      const utilization = at(current, "averageUtilization");
      const target = at(metric, "resource", "target", "averageUtilization");
      w.line(
        1,
        `resource ${name} on pods  (as a percentage of request):\t${utilization === undefined ? "<unknown>" : `${utilization}% (${value})`} / ${target === undefined ? "<auto>" : `${target}%`}`,
      );
    }
  }
  w.field("Min replicas", at(spec, "minReplicas") ?? "<unset>");
  w.field("Max replicas", at(spec, "maxReplicas"));
  if (at(spec, "behavior") !== undefined) {
    w.line(0, "Behavior:");
    for (const [title, field] of [
      ["Scale Up", "scaleUp"],
      ["Scale Down", "scaleDown"],
    ] as const) {
      const rules = at(spec, "behavior", field);
      if (rules === undefined) continue;
      w.line(1, `${title}:`);
      const stable = at(rules, "stabilizationWindowSeconds");
      if (stable !== undefined) w.line(2, `Stabilization Window: ${stable} seconds`);
      const policies = listAt(rules, "policies");
      if (policies.length === 0) continue;
      w.line(2, `Select Policy: ${at(rules, "selectPolicy") ?? "Max"}`);
      w.line(2, "Policies:");
      for (const policy of policies)
        w.line(
          3,
          `- Type: ${textAt(policy, "type")}\tValue: ${textAt(policy, "value")}\tPeriod: ${textAt(policy, "periodSeconds")} seconds`,
        );
    }
  }
  w.line(
    0,
    `${kind} pods:\t${countAt(status, "currentReplicas")} current / ${countAt(status, "desiredReplicas")} desired`,
  );
  conditions(w, object, ["Type", "Status", "Reason", "Message"], "");
};

export const pdb: Describe = (w, object) => {
  const { spec, status, metadata } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  if (at(spec, "minAvailable") !== undefined) w.field("Min available", at(spec, "minAvailable"));
  else if (at(spec, "maxUnavailable") !== undefined) w.field("Max unavailable", at(spec, "maxUnavailable"));
  w.field("Selector", at(spec, "selector") === undefined ? "<unset>" : selectorText(at(spec, "selector")));
  w.line(0, "Status:");
  w.line(2, `Allowed disruptions:\t${countAt(status, "disruptionsAllowed")}`);
  w.line(2, `Current:\t${countAt(status, "currentHealthy")}`);
  w.line(2, `Desired:\t${countAt(status, "desiredHealthy")}`);
  w.line(2, `Total:\t${countAt(status, "expectedPods")}`);
};

export const priorityClass: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  w.field("Value", at(object, "value"));
  w.field("GlobalDefault", at(object, "globalDefault") === true);
  w.field("PreemptionPolicy", textAt(object, "preemptionPolicy"));
  w.field("Description", textAt(object, "description"));
  w.field("Annotations", flatLabels(object.metadata.annotations));
};
