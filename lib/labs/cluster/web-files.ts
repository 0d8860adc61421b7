import type { TextFile } from "../../models/cluster/shell.ts";

/**
 * The files of the application that all Kubernetes notes share, as `content/examples/web` has them (a test
 * compares), and `web.yaml`, by which it runs when a scenario begins: the same Deployment, before anybody thought
 * of probes.
 */
export const WEB_FILES: readonly TextFile[] = [
  {
    name: "deployment.yaml",
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4 # 의도한 상태: 네 개
  selector:
    matchLabels: # 만든 뒤에는 못 바꾼다
      app: web
      track: stable
  template:
    metadata:
      labels: # 셀렉터와 같아야 한다
        app: web
        track: stable
    spec:
      containers:
        - name: web
          image: shop/web:1.4
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests: # 놓을 자리를 찾는 값
              cpu: 100m
              memory: 64Mi
            limits: # 넘지 못하는 상한
              memory: 128Mi
          startupProbe: # 2초마다 30번까지
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 2
            failureThreshold: 30
          readinessProbe: # 통과해야 요청을 받는다
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
          livenessProbe: # 세 번 실패하면 재시작
            httpGet:
              path: /healthz
              port: http
            timeoutSeconds: 3
          lifecycle:
            preStop: # 종료 신호보다 먼저
              sleep:
                seconds: 5
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: ["ALL"]
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
  minReadySeconds: 5
  strategy:
    rollingUpdate: # 기본값과 같다
      maxSurge: 25%
      maxUnavailable: 25%
`,
  },
  {
    name: "hpa.yaml",
    text: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 4
  maxReplicas: 10
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 60 # 요청 100m의 60%
`,
  },
  {
    name: "pdb.yaml",
    text: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1 # 한 번에 하나까지 내린다
  selector:
    matchLabels:
      app: web
`,
  },
  {
    name: "service.yaml",
    text: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web # 이 레이블의 파드를 고른다
  ports:
    - name: http
      port: 80 # 서비스가 받는 포트
      targetPort: 8080 # 파드가 듣는 포트
`,
  },
  {
    name: "web.yaml",
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4 # 의도한 상태: 네 개
  selector:
    matchLabels: # 만든 뒤에는 못 바꾼다
      app: web
      track: stable
  template:
    metadata:
      labels: # 셀렉터와 같아야 한다
        app: web
        track: stable
    spec:
      containers:
        - name: web
          image: shop/web:1.4
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests: # 놓을 자리를 찾는 값
              cpu: 100m
              memory: 64Mi
            limits: # 넘지 못하는 상한
              memory: 128Mi
          lifecycle:
            preStop: # 종료 신호보다 먼저
              sleep:
                seconds: 5
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: ["ALL"]
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
  strategy:
    rollingUpdate: # 기본값과 같다
      maxSurge: 25%
      maxUnavailable: 25%
`,
  },
];
