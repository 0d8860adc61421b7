/** What moves a cluster towards its desired state: none of these calls another, all of them talk to the API server. */
const CONTROL = /컨트롤러|controller|스케줄러|scheduler|kubelet|오토스케일러|autoscaler|\bHPA\b/i;
/** In the way of requests rather than in control, or the one that all talk to. */
const OTHER =
  /인그레스 컨트롤러|ingress[- ]controller|게이트웨이 컨트롤러|API 서버|kube-apiserver|컨트롤러 매니저 로그/i;

export type ControlEdge = { readonly from: string; readonly to: string };

/** Edges of a Mermaid figure that join two components of Kubernetes control, in the order of the figure. */
export function controlEdges(source: string): ControlEdge[] {
  const lines = source
    .split("\n")
    .filter((line) => !/^\s*(?:acc(?:Title|Descr)|%%|click|style|classDef|Note)\b/.test(line));
  const labels = new Map<string, string>();
  for (const line of lines) {
    const participant = /^\s*(?:participant|actor)\s+(\S+)(?:\s+as\s+(.+))?$/.exec(line);
    if (participant) labels.set(participant[1]!, participant[2] ?? participant[1]!);
    for (const [, id, label] of line.matchAll(
      /([\w-]+)\s*(?:\[+|\(+|\{+|>)+["']?([^"'\])}]+)["']?(?:\]|\)|\})/g,
    ))
      if (!labels.has(id!)) labels.set(id!, label!);
  }
  const isControl = (id: string) => {
    const label = labels.get(id) ?? id;
    return CONTROL.test(label) && !OTHER.test(label);
  };
  return lines
    .flatMap(edgesIn)
    .flatMap(({ from, to }) =>
      from !== to && isControl(from) && isControl(to)
        ? [{ from: labels.get(from) ?? from, to: labels.get(to) ?? to }]
        : [],
    );
}

function edgesIn(line: string): ControlEdge[] {
  const message = /^\s*([\w-]+?)\s*-{1,2}(?:>>|>|x|\))[+-]?\s*([\w-]+)\s*:/.exec(line);
  if (message) return [{ from: message[1]!, to: message[2]! }];
  // Labels away, so that what is left is ids and arrows.
  const bare = line
    .replace(/"[^"]*"/g, "")
    .replace(/\|[^|]*\|/g, "")
    .replace(/(?:\[+|\(+|\{+)[^\])}]*(?:\]+|\)+|\}+)/g, "")
    .replace(/(--|==|-\.)\s+[^-=.>]+?\s+(?=--|==|\.-)/g, "$1");
  const parts = bare.split(/\s*<?(?:--+|==+|-\.+-)[->ox=]?>?\s*/);
  return parts.slice(1).flatMap((to, index) => {
    const ends = (part: string) =>
      part.split("&").map((id) => /([\w-]+)(?::::?\w+)?\s*;?\s*$/.exec(id.trim())?.[1] ?? "");
    return ends(parts[index]!).flatMap((from) =>
      ends(to).flatMap((id) => (from !== "" && id !== "" ? [{ from, to: id }] : [])),
    );
  });
}
