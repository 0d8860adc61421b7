import type { KubeObject } from "../kubectl/cluster.ts";

const namespace = (name: string): KubeObject => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } });

const account = (name: string): KubeObject => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace: "kube-system" },
});

const priority = (name: string, value: number, description: string): KubeObject => ({
  apiVersion: "scheduling.k8s.io/v1",
  kind: "PriorityClass",
  metadata: { name },
  value,
  description,
  preemptionPolicy: "PreemptLowerPriority",
});

const clusterRole = (name: string, rules: readonly object[]): KubeObject => ({
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name, labels: { "kubernetes.io/bootstrapping": "rbac-defaults" } },
  rules,
});

const READ = ["get", "list", "watch"];
const WRITE = ["create", "delete", "deletecollection", "patch", "update"];
const OWN = [
  {
    apiGroups: [""],
    resources: [
      "configmaps",
      "endpoints",
      "events",
      "persistentvolumeclaims",
      "pods",
      "pods/log",
      "replicationcontrollers",
      "serviceaccounts",
      "services",
      "resourcequotas",
      "limitranges",
      "namespaces",
    ],
  },
  {
    apiGroups: ["apps"],
    resources: [
      "controllerrevisions",
      "daemonsets",
      "deployments",
      "replicasets",
      "statefulsets",
      "deployments/scale",
      "replicasets/scale",
      "statefulsets/scale",
    ],
  },
  { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"] },
  { apiGroups: ["batch"], resources: ["cronjobs", "jobs"] },
  { apiGroups: ["networking.k8s.io"], resources: ["ingresses", "networkpolicies"] },
  { apiGroups: ["policy"], resources: ["poddisruptionbudgets"] },
  { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"] },
];
const READABLE_ONLY = ["resourcequotas", "limitranges", "namespaces", "pods/log", "events", "endpointslices"];
const SECRETS = { apiGroups: [""], resources: ["secrets"] };

/** `view`, `edit`, `admin`, `cluster-admin`. Source: `plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go`, in short. */
function roles(): readonly KubeObject[] {
  const view = OWN.map((rule) => ({ ...rule, verbs: READ }));
  const writable = OWN.map((rule) => ({
    ...rule,
    resources: rule.resources.filter((name) => !READABLE_ONLY.includes(name)),
    verbs: WRITE,
  })).filter(({ resources }) => resources.length > 0);
  const edit = [
    ...view,
    ...writable,
    { ...SECRETS, verbs: [...READ, ...WRITE] },
    { apiGroups: [""], resources: ["pods/exec", "pods/eviction", "pods/portforward"], verbs: ["create"] },
  ];
  const admin = [
    ...edit,
    {
      apiGroups: ["rbac.authorization.k8s.io"],
      resources: ["rolebindings", "roles"],
      verbs: [...READ, ...WRITE],
    },
  ];
  return [
    clusterRole("cluster-admin", [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]),
    clusterRole("admin", admin),
    clusterRole("edit", edit),
    clusterRole("view", view),
  ];
}

const SYSTEM_TOLERATIONS = [{ operator: "Exists" }];

/** The objects that every cluster of `kubeadm` has, as far as anybody sees them: namespaces, roles, DNS, kube-proxy. */
export function systemObjects(): readonly KubeObject[] {
  const dns = { "k8s-app": "kube-dns" };
  const proxy = { "k8s-app": "kube-proxy" };
  return [
    ...["default", "kube-system", "kube-public", "kube-node-lease"].map(namespace),
    account("default"),
    account("coredns"),
    account("kube-proxy"),
    priority(
      "system-cluster-critical",
      2_000_000_000,
      "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
    ),
    priority(
      "system-node-critical",
      2_000_001_000,
      "Used for system critical pods that must not be moved from their current node.",
    ),
    ...roles(),
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "cluster-admin" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "system:masters" }],
    },
    {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "csi.example.com",
      volumeBindingMode: "WaitForFirstConsumer",
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        name: "kubernetes",
        namespace: "default",
        labels: { component: "apiserver", provider: "kubernetes" },
      },
      spec: { clusterIP: "10.96.0.1", ports: [{ name: "https", port: 443, targetPort: 6443 }] },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "kube-dns", namespace: "kube-system", labels: dns },
      spec: {
        clusterIP: "10.96.0.10",
        selector: dns,
        ports: [
          { name: "dns", port: 53, protocol: "UDP" },
          { name: "dns-tcp", port: 53, protocol: "TCP" },
        ],
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "coredns", namespace: "kube-system", labels: dns },
      spec: {
        replicas: 2,
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
        selector: { matchLabels: dns },
        template: {
          metadata: { labels: dns },
          spec: {
            priorityClassName: "system-cluster-critical",
            serviceAccountName: "coredns",
            tolerations: [
              { key: "CriticalAddonsOnly", operator: "Exists" },
              { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" },
            ],
            containers: [
              {
                name: "coredns",
                image: "registry.k8s.io/coredns/coredns:v1.13.1",
                resources: { limits: { memory: "170Mi" }, requests: { cpu: "100m", memory: "70Mi" } },
                livenessProbe: {
                  httpGet: { path: "/health", port: 8080 },
                  initialDelaySeconds: 60,
                  failureThreshold: 5,
                  timeoutSeconds: 5,
                },
                readinessProbe: { httpGet: { path: "/ready", port: 8080 } },
              },
            ],
          },
        },
      },
    },
    {
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "kube-proxy", namespace: "kube-system", labels: proxy },
      spec: {
        selector: { matchLabels: proxy },
        template: {
          metadata: { labels: proxy },
          spec: {
            priorityClassName: "system-node-critical",
            serviceAccountName: "kube-proxy",
            hostNetwork: true,
            tolerations: SYSTEM_TOLERATIONS,
            containers: [{ name: "kube-proxy", image: "registry.k8s.io/kube-proxy:v1.37.1" }],
          },
        },
      },
    },
  ];
}
