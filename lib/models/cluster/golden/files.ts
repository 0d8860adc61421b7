import type { TextFile } from "../shell.ts";

/** The files of the golden sessions. */
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          ports:
            - containerPort: 80
          readinessProbe:
            httpGet:
              path: /
              port: 80
            periodSeconds: 5
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`;

const BUDGET = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 3
  selector:
    matchLabels:
      app: web
`;

const READER = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: reader
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: pod-reader
rules:
  - apiGroups: [""]
    resources: ["pods", "pods/log"]
    verbs: ["get", "list", "watch"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: read-pods
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: pod-reader
subjects:
  - kind: ServiceAccount
    name: reader
    namespace: default
`;

const CRASH = `apiVersion: v1
kind: Pod
metadata:
  name: crash
spec:
  containers:
    - name: main
      image: busybox:1.37
      command: ["sh", "-c", "exit 1"]
`;

const DAEMON = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
        - name: agent
          image: nginx:1.27
`;

export const FILES: readonly TextFile[] = [
  { name: "web.yaml", text: WEB },
  { name: "both.yaml", text: `${WEB}---\n${SERVICE}` },
  { name: "two.yaml", text: WEB.replace("replicas: 3", "replicas: 2").replace("nginx:1.27", "nginx:1.28") },
  { name: "typo.yaml", text: WEB.replace("replicas: 3", "replica: 3") },
  { name: "selector.yaml", text: WEB.replace("      app: web\n  template", "      app: shop\n  template") },
  { name: "broken.yaml", text: WEB.replace("  replicas", "   replicas") },
  { name: "pdb.yaml", text: BUDGET },
  { name: "reader.yaml", text: READER },
  { name: "crash.yaml", text: CRASH },
  { name: "agent.yaml", text: DAEMON },
];
