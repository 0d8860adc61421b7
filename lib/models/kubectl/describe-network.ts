import { at, type KubeObject, listAt } from "./cluster.ts";
import { heading } from "./describe-parts.ts";
import { type Describe, listOf } from "./describe-shared.ts";
import { flatLabels, textAt } from "./object-texts.ts";

/** Source: formatEndpointSlices. */
function endpointsText(slices: readonly KubeObject[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const ready = slices.flatMap((slice) =>
    listAt(slice, "ports")
      .filter((port) => textAt(port, "name") === portName)
      .flatMap((port) =>
        listAt(slice, "endpoints")
          .filter((endpoint) => at(endpoint, "conditions", "ready") !== false)
          .map((endpoint) => `${listAt(endpoint, "addresses")[0]}:${textAt(port, "port")}`),
      ),
  );
  const more = ready.length > 3 ? ` + ${ready.length - 3} more...` : "";
  return `${ready.slice(0, 3).join(",")}${more}`;
}

export const service: Describe = (w, object, cluster) => {
  const { spec, metadata } = object;
  heading(w, object);
  w.field("Selector", flatLabels(at(spec, "selector")));
  w.field("Type", textAt(spec, "type"));
  if (at(spec, "ipFamilyPolicy") !== undefined) w.field("IP Family Policy", at(spec, "ipFamilyPolicy"));
  w.field("IP Families", listAt(spec, "ipFamilies").join(",") || "<none>");
  w.field("IP", textAt(spec, "clusterIP"));
  w.field("IPs", listAt(spec, "clusterIPs").join(",") || "<none>");
  if (listAt(spec, "externalIPs").length > 0) w.field("External IPs", listAt(spec, "externalIPs").join(","));
  if (textAt(spec, "externalName") !== "") w.field("External Name", textAt(spec, "externalName"));
  const slices = listOf(cluster, "endpointslices", metadata.namespace).filter(
    (slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name,
  );
  for (const port of listAt(spec, "ports")) {
    const name = textAt(port, "name");
    const protocol = textAt(port, "protocol");
    w.line(0, `Port:\t${name || "<unset>"}\t${textAt(port, "port")}/${protocol}`);
    w.line(0, `TargetPort:\t${textAt(port, "targetPort")}/${protocol}`);
    if (at(port, "nodePort") !== undefined)
      w.line(0, `NodePort:\t${name || "<unset>"}\t${textAt(port, "nodePort")}/${protocol}`);
    w.field("Endpoints", endpointsText(slices, name));
  }
  w.field("Session Affinity", textAt(spec, "sessionAffinity"));
  if (textAt(spec, "externalTrafficPolicy") !== "")
    w.field("External Traffic Policy", textAt(spec, "externalTrafficPolicy"));
  if (textAt(spec, "internalTrafficPolicy") !== "")
    w.field("Internal Traffic Policy", textAt(spec, "internalTrafficPolicy"));
};

export const endpointSlice: Describe = (w, object) => {
  heading(w, object);
  w.field("AddressType", textAt(object, "addressType"));
  const portList = listAt(object, "ports");
  if (portList.length === 0) w.line(0, "Ports: <unset>");
  else {
    w.line(0, "Ports:");
    w.line(1, "Name\tPort\tProtocol");
    w.line(1, "----\t----\t--------");
    for (const port of portList)
      w.line(1, `${textAt(port, "name") || "<unset>"}\t${textAt(port, "port")}\t${textAt(port, "protocol")}`);
  }
  const endpoints = listAt(object, "endpoints");
  w.line(0, endpoints.length === 0 ? "Endpoints: <none>" : "Endpoints:");
  for (const endpoint of endpoints) {
    w.line(1, `- Addresses:\t${listAt(endpoint, "addresses").join(", ")}`);
    w.line(2, "Conditions:");
    w.line(3, `Ready:\t${at(endpoint, "conditions", "ready") ?? "<unset>"}`);
    w.line(2, `Hostname:\t${at(endpoint, "hostname") ?? "<unset>"}`);
    const target = at(endpoint, "targetRef");
    if (target !== undefined) w.line(2, `TargetRef:\t${textAt(target, "kind")}/${textAt(target, "name")}`);
    w.line(2, `NodeName:\t${at(endpoint, "nodeName") ?? "<unset>"}`);
    w.line(2, `Zone:\t${at(endpoint, "zone") ?? "<unset>"}`);
  }
};
