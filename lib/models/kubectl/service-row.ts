import { timeSince } from "./human-duration.ts";
import type { ObjectMeta } from "./objects.ts";

type ServicePort = { readonly port: number; readonly nodePort?: number; readonly protocol?: string };

/** The part of a service that its row shows. */
export type ServiceForRow = {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly type?: string;
    readonly clusterIPs?: readonly string[];
    readonly externalIPs?: readonly string[];
    readonly externalName?: string;
    readonly ports?: readonly ServicePort[];
  };
  readonly status?: {
    readonly loadBalancer?: {
      readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
    };
  };
};

const BALANCER_WIDTH = 16;

/**
 * The row of a service.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printService,
 * getServiceExternalIP, loadBalancerStatusStringer.
 */
export function serviceRow({ now, service }: { readonly now: string; readonly service: ServiceForRow }) {
  const { type = "ClusterIP", clusterIPs = [], ports = [] } = service.spec ?? {};
  return {
    name: service.metadata.name,
    type,
    clusterIP: clusterIPs[0] ?? "<none>",
    externalIP: externalIp(type, service),
    ports: ports.map(writePort).join(",") || "<none>",
    age: timeSince(service.metadata.creationTimestamp, now),
  };
}

function writePort({ port, nodePort, protocol = "TCP" }: ServicePort): string {
  return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}

function externalIp(type: string, { spec, status }: ServiceForRow): string {
  const externalIps = spec?.externalIPs ?? [];
  switch (type) {
    case "ClusterIP":
    case "NodePort":
      return externalIps.join(",") || "<none>";
    case "ExternalName":
      return spec?.externalName ?? "";
    case "LoadBalancer": {
      const ingress = status?.loadBalancer?.ingress ?? [];
      const addresses = new Set(ingress.map(({ ip, hostname }) => ip || hostname || "").filter(Boolean));
      const balancer = [...addresses].sort().join(",");
      const shown =
        balancer.length > BALANCER_WIDTH ? `${balancer.slice(0, BALANCER_WIDTH - 3)}...` : balancer;
      return [shown, ...externalIps].filter(Boolean).join(",") || "<pending>";
    }
    default:
      return "<unknown>";
  }
}
