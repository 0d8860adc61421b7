import type { IContainer, IPodSpec } from "kubernetes-models/v1";

const ALLOWED_VOLUMES = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];

const SAFE_SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
];

const ALLOWED_SECCOMP = ["RuntimeDefault", "Localhost"];

/**
 * Where a pod breaks the "restricted" level of the Pod Security Standards
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/), for Linux.
 */
export function findPodSecurityBreaches(pod: IPodSpec): string[] {
  const all: IContainer[] = [...pod.containers, ...(pod.initContainers ?? [])];
  return [
    ...breachesOfPod(pod),
    ...all.flatMap((container) =>
      breachesOfContainer(container, pod).map((breach) => `${container.name}: ${breach}`),
    ),
  ];
}

function breachesOfPod(pod: IPodSpec): string[] {
  const volumes = (pod.volumes ?? []).flatMap(({ name, ...kinds }) =>
    Object.keys(kinds)
      .filter((kind) => !ALLOWED_VOLUMES.includes(kind))
      .map((kind) => `volume ${name} is a ${kind}`),
  );
  const sysctls = (pod.securityContext?.sysctls ?? [])
    .filter(({ name }) => !SAFE_SYSCTLS.includes(name))
    .map(({ name }) => `sysctl ${name}`);
  return [
    ...named("hostNetwork", pod.hostNetwork),
    ...named("hostPID", pod.hostPID),
    ...named("hostIPC", pod.hostIPC),
    ...named("runAsUser 0", pod.securityContext?.runAsUser === 0),
    ...volumes,
    ...sysctls,
  ];
}

function breachesOfContainer(container: IContainer, pod: IPodSpec): string[] {
  const own = container.securityContext ?? {};
  const whole = pod.securityContext ?? {};
  const added = (own.capabilities?.add ?? []).filter((name) => name !== "NET_BIND_SERVICE");
  const seccomp = (own.seccompProfile ?? whole.seccompProfile)?.type ?? "";
  const handlers = [container.livenessProbe, container.readinessProbe, container.startupProbe];
  const hosts = handlers.some((probe) => probe?.httpGet?.host ?? probe?.tcpSocket?.host);
  return [
    ...named("privileged", own.privileged),
    ...named("allowPrivilegeEscalation is not false", own.allowPrivilegeEscalation !== false),
    ...named("does not drop ALL", !own.capabilities?.drop?.includes("ALL")),
    ...named(`adds ${added.join(", ")}`, added.length > 0),
    ...named("runAsNonRoot is not true", (own.runAsNonRoot ?? whole.runAsNonRoot) !== true),
    ...named("runAsUser 0", own.runAsUser === 0),
    ...named("seccompProfile is neither RuntimeDefault nor Localhost", !ALLOWED_SECCOMP.includes(seccomp)),
    ...named(
      "hostPort",
      container.ports?.some(({ hostPort }) => hostPort),
    ),
    ...named("a probe names a host", hosts),
    ...named("procMount", own.procMount !== undefined && own.procMount !== "Default"),
  ];
}

function named(breach: string, isBroken: boolean | undefined): string[] {
  return isBroken ? [breach] : [];
}
