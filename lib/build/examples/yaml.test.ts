import { expect, test } from "vitest";
import { sayRemarks } from "./sample.ts";
import { checkYaml } from "./yaml.ts";

const say = async (code: string, own = true) => sayRemarks(code, await checkYaml(code, { own }));

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
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
          image: nginx:1.30
          ports:
            - containerPort: 80
          resources:
            requests:
              cpu: 250m
              memory: 128Mi
`;

test("a valid object has nothing to say, alone or in a stream", async () => {
  expect(await say(DEPLOYMENT)).toBe("");
  const service =
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: http\n";
  expect(await say(`${DEPLOYMENT}---\n${service}`)).toBe("");
});

test("YAML that cannot be read is reported at its place", async () => {
  expect(await say("a: 1\na: 2\n")).toMatchInlineSnapshot(`
    "a.md:2:1  error  example/yaml-syntax
      같은 이름이 한 묶음에 두 번 나옵니다.
      둘 가운데 하나를 지우거나 이름을 바꿔 주세요.
        2 | a: 2
          | ^"
  `);
  expect(await say('a: "b\nc: d\n')).toMatchInlineSnapshot(`
    "a.md:2:5  error  example/yaml-syntax
      따옴표나 괄호, 쌍점이 빠졌습니다.
      짝이 맞는지 살펴보세요.
        2 | c: d
          |     ^"
  `);
});

test("an alias without its anchor, and aliases without measure, are reported", async () => {
  expect(await say("a: &base {x: 1}\nb: *bse\n")).toMatchInlineSnapshot(`
    "a.md:2:4  error  example/yaml-syntax
      별칭 "*bse"가 가리키는 앵커가 앞에 없습니다.
      가리킬 값 앞에 "&bse"를 적어 주세요.
        2 | b: *bse
          |    ^"
  `);
  const laugh = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (const [one, other] of ["ab", "bc", "cd", "de"].map((pair) => [...pair]))
    laugh.push(`${other}: &${other} [${Array(9).fill(`*${one}`).join()}]`);
  expect(await say(laugh.join("\n"))).toMatchInlineSnapshot(`
    "a.md:1:1  error  example/yaml-syntax
      YAML로 읽을 수 없습니다(Excessive alias count indicates a resource exhaustion attack).
      별칭(*)을 줄여 주세요.
        1 | a: &a [x,x,x,x,x,x,x,x,x]
          | ^"
  `);
});

test("what is no object and no Compose file is only read, templates not even that", async () => {
  expect(await say("groups:\n  - name: x\n    rules: []\n")).toBe("");
  expect(await say("spec:\n  replicas: 삼\n")).toBe("");
  expect(await say("apiVersion: v1\nkind: Pod\nmetadata: {{ toYaml .Values.meta }}\n")).toBe("");
});

test("a field the schema does not know is reported at its name, with the nearest one", async () => {
  expect(await say(DEPLOYMENT.replace("replicas", "replica"))).toMatchInlineSnapshot(`
    "a.md:6:3  error  example/unknown-field
      spec에 "replica"라는 필드가 없습니다.
      혹시 "replicas"인가요?
        6 |   replica: 3
          |   ^"
  `);
  expect(await say(DEPLOYMENT.replace("containerPort: 80", "containerport: 80"))).toMatchInlineSnapshot(`
    "a.md:19:15  error  example/unknown-field
      spec.template.spec.containers[1].ports[1]에 "containerport"라는 필드가 없습니다.
      혹시 "containerPort"인가요?
        19 |             - containerport: 80
           |               ^"
  `);
});

test("free names are no unknown fields", async () => {
  const map =
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n    x.y/z: w\ndata:\n  any-key: v\n";
  expect(await say(map)).toBe("");
  const priority =
    "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata:\n  name: a\nvalue: 1\ndescription: 글\n";
  expect(await say(priority)).toBe("");
});

test("wrong types, values and amounts are reported at the value", async () => {
  expect(await say(DEPLOYMENT.replace("replicas: 3", 'replicas: "3"'))).toMatchInlineSnapshot(`
    "a.md:6:13  error  example/wrong-type
      spec.replicas에는 정수를 적어야 합니다. 지금은 "3"입니다.
      따옴표를 빼 주세요.
        6 |   replicas: "3"
          |             ^"
  `);
  expect(await say(DEPLOYMENT.replace("cpu: 250m", "cpu: 250 m"))).toMatchInlineSnapshot(`
    "a.md:22:20  error  example/bad-value
      spec.template.spec.containers[1].resources.requests.cpu의 "250 m"은 형식이 맞지 않습니다.
      수량은 500m, 2, 128Mi처럼 적습니다.
        22 |               cpu: 250 m
           |                    ^"
  `);
  expect(
    await say(DEPLOYMENT.replace("containerPort: 80", "containerPort: 80\n              protocol: tcp")),
  ).toMatchInlineSnapshot(`
    "a.md:20:25  error  example/bad-value
      spec.template.spec.containers[1].ports[1].protocol에 "tcp"는 쓸 수 없습니다. 쓸 수 있는 값: SCTP, TCP, UDP
      혹시 "TCP"인가요?
        20 |               protocol: tcp
           |                         ^"
  `);
  expect(
    await say(
      DEPLOYMENT.replace(
        "image: nginx:1.30",
        "image: nginx:1.30\n          env:\n            - name: A\n              value: 1",
      ),
    ),
  ).toMatchInlineSnapshot(`
    "a.md:20:22  error  example/wrong-type
      spec.template.spec.containers[1].env[1].value에는 글자를 적어야 합니다. 지금은 "1"입니다.
      "1"처럼 따옴표로 감싸 주세요.
        20 |               value: 1
           |                      ^"
  `);
});

test("a field that must be there is asked for at the name of what lacks it", async () => {
  expect(
    await say(DEPLOYMENT.replace("  selector:\n    matchLabels:\n      app: web\n", "")),
  ).toMatchInlineSnapshot(`
    "a.md:5:1  error  example/missing-field
      spec에 꼭 있어야 하는 "selector"이 없습니다.
      "selector: "를 더해 주세요.
        5 | spec:
          | ^"
  `);
  expect(await say(DEPLOYMENT.replace("  name: web\nspec", "  labels: {}\nspec"))).toMatchInlineSnapshot(`
    "a.md:3:1  error  example/missing-field
      Deployment에 이름(metadata.name)이 없습니다.
      클러스터에 넣으려면 이름이 있어야 합니다.
        3 | metadata:
          | ^"
  `);
});

test("an API or a kind that does not exist is reported with the one that does", async () => {
  expect(await say(DEPLOYMENT.replace("apps/v1", "app/v1"))).toMatchInlineSnapshot(`
    "a.md:1:13  error  example/unknown-api
      쿠버네티스에 "app"라는 API 그룹이 없습니다.
      혹시 "apps/v1"인가요?
        1 | apiVersion: app/v1
          |             ^"
  `);
  expect(await say(DEPLOYMENT.replace("apps/v1", "apps/v2"))).toMatchInlineSnapshot(`
    "a.md:1:13  error  example/unknown-api
      "apps/v2"에는 Deployment가 없습니다.
      혹시 "apps/v1"인가요?
        1 | apiVersion: apps/v2
          |             ^"
  `);
  expect(await say(DEPLOYMENT.replace("apps/v1", "v1"))).toMatchInlineSnapshot(`
    "a.md:2:7  error  example/unknown-kind
      "v1"에 "Deployment"라는 종류가 없습니다.
      Deployment는 "apps/v1"에 있습니다.
        2 | kind: Deployment
          |       ^"
  `);
  expect(await say(DEPLOYMENT.replace("kind: Deployment", "kind: Deploymnet"))).toMatchInlineSnapshot(`
    "a.md:2:7  error  example/unknown-kind
      "apps/v1"에 "Deploymnet"라는 종류가 없습니다.
      혹시 "Deployment"인가요?
        2 | kind: Deploymnet
          |       ^"
  `);
  expect(
    await say("apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: a\n"),
  ).toMatchInlineSnapshot(`
    "a.md:1:13  error  example/unstable-api
      "autoscaling/v2beta2"는 안정판 API가 아닙니다.
      안정판으로 적어 주세요: autoscaling/v2
        1 | apiVersion: autoscaling/v2beta2
          |             ^"
  `);
});

test("objects of extensions, and of groups younger than the schemas, are only read", async () => {
  expect(await say("apiVersion: storagemigration.k8s.io/v1\nkind: StorageVersionMigration\nspec: {}\n")).toBe(
    "",
  );
  expect(await say("apiVersion: autoscaling.k8s.io/v1\nkind: VerticalPodAutoscaler\nspec: {}\n")).toBe("");
  expect(await say("apiVersion: example.com/v1\nkind: Backup\nspec: {}\n")).toBe("");
});

test("a selector that does not fit the template is what the API server would refuse", async () => {
  expect(
    await say(DEPLOYMENT.replace("        app: web\n    spec", "        app: api\n    spec")),
  ).toMatchInlineSnapshot(`
    "a.md:9:7  error  example/selector-mismatch
      셀렉터의 레이블 "app: web"가 파드 템플릿에 없습니다.
      spec.template.metadata.labels에도 "app: web"를 적어 주세요.
        9 |       app: web
          |       ^"
  `);
});

test("in our own notes an image has a version", async () => {
  const latest = DEPLOYMENT.replace("nginx:1.30", "nginx:latest");
  expect(await say(latest)).toMatchInlineSnapshot(`
    "a.md:17:18  error  example/image-tag
      이미지 "nginx:latest"에 버전이 없어 받을 때마다 다른 것일 수 있습니다.
      이름 뒤에 latest가 아닌 태그를 적어 주세요. 예: nginx:1.30
        17 |           image: nginx:latest
           |                  ^"
  `);
  expect(await say(latest, false)).toBe("");
});

const COMPOSE = `services:
  web:
    image: nginx:1.30
    ports:
      - "8080:80"
    volumes:
      - data:/usr/share/nginx/html
      - ./conf:/etc/nginx/conf.d:ro
    depends_on: [db]
  db:
    build: ./db
    restart: unless-stopped
volumes:
  data:
`;

test("a Compose file is held to its specification", async () => {
  expect(await say(COMPOSE)).toBe("");
  expect(await say(COMPOSE.replace("restart", "restrat"))).toMatchInlineSnapshot(`
    "a.md:12:5  error  example/unknown-field
      Compose의 services.db에 "restrat"라는 이름이 없습니다.
      혹시 "restart"인가요?
        12 |     restrat: unless-stopped
           |     ^"
  `);
  expect(await say(COMPOSE.replace("image: nginx:1.30", "image: 1.30"))).toMatchInlineSnapshot(`
    "a.md:3:12  error  example/wrong-type
      services.web.image에는 글자를 적어야 합니다. 지금은 "1.3"입니다.
        3 |     image: 1.30
          |            ^"
  `);
  expect(await say(COMPOSE.replace("depends_on: [db]", "depends_on: db"))).toMatchInlineSnapshot(`
    "a.md:9:17  error  example/wrong-type
      services.web.depends_on에는 목록 또는 이름과 값의 묶음을 적어야 합니다. 지금은 "db"입니다.
        9 |     depends_on: db
          |                 ^"
  `);
});

test("what a Compose file lists twice where it may only once is reported at the second", async () => {
  expect(
    await say(
      COMPOSE.replace('      - "8080:80"\n', '      - "8080:80"\n      - "443:443"\n      - "8080:80"\n'),
    ),
  ).toMatchInlineSnapshot(`
    "a.md:7:9  error  example/repeated-item
      services.web.ports[3]은 이 목록의 1번째와 같습니다. 같은 것을 두 번 적을 수 없습니다.
      둘 가운데 하나를 지워 주세요.
        7 |       - "8080:80"
          |         ^"
  `);
  for (const list of ["expose", "cap_add", "dns_opt"])
    expect(await say(COMPOSE.replace("restart: unless-stopped", `${list}: ["a", "a"]`))).toContain(
      "example/repeated-item",
    );
});

test("what is merged in counts as written", async () => {
  const merged =
    "x-base: &base\n  image: nginx:1.30\nservices:\n  web:\n    <<: *base\n    restart: always\n";
  expect(await say(merged)).toBe("");
  expect(await say(merged.replace("nginx:1.30", "1.30"))).toContain("services.web.image에는 글자를");
});

test("of alternatives that all fail the closest is told, at its own place", async () => {
  const build = COMPOSE.replace("build: ./db", "build: { contxt: ./db }");
  expect(await say(build)).toMatchInlineSnapshot(`
    "a.md:11:14  error  example/unknown-field
      Compose의 services.db.build에 "contxt"라는 이름이 없습니다.
      혹시 "context"인가요?
        11 |     build: { contxt: ./db }
           |              ^"
  `);
  const port = COMPOSE.replace('"8080:80"', "{ target: 80, publishd: 8080 }");
  expect(await say(port)).toMatchInlineSnapshot(`
    "a.md:5:23  error  example/unknown-field
      Compose의 services.web.ports[1]에 "publishd"라는 이름이 없습니다.
      혹시 "published"인가요?
        5 |       - { target: 80, publishd: 8080 }
          |                       ^"
  `);
  const health = COMPOSE.replace("restart: unless-stopped", "depends_on: { web: { condition: helthy } }");
  expect(await say(health)).toMatchInlineSnapshot(`
    "a.md:12:37  error  example/bad-value
      services.db.depends_on.web.condition에 "helthy"는 쓸 수 없습니다. 쓸 수 있는 값: service_started, service_healthy, service_completed_successfully
        12 |     depends_on: { web: { condition: helthy } }
           |                                     ^"
  `);
  const missing = COMPOSE.replace("restart: unless-stopped", "depends_on: { web: {} }");
  expect(await say(missing)).toMatchInlineSnapshot(`
    "a.md:12:19  error  example/missing-field
      services.db.depends_on.web에 꼭 있어야 하는 "condition"이 없습니다.
      "condition: "를 더해 주세요.
        12 |     depends_on: { web: {} }
           |                   ^"
  `);
});

test("names with a slash and names that are numbers are found where they stand", async () => {
  const labels = COMPOSE.replace("restart: unless-stopped", 'labels: { a/b: [1], "7": [1] }');
  expect(await say(labels)).toMatchInlineSnapshot(`
    "a.md:12:30  error  example/wrong-type
      services.db.labels.7에는 글자 또는 숫자 또는 true나 false 또는 빈 값을 적어야 합니다. 지금은 묶음입니다.
        12 |     labels: { a/b: [1], "7": [1] }
           |                              ^
    a.md:12:20  error  example/wrong-type
      services.db.labels.a/b에는 글자 또는 숫자 또는 true나 false 또는 빈 값을 적어야 합니다. 지금은 묶음입니다.
        12 |     labels: { a/b: [1], "7": [1] }
           |                    ^"
  `);
});

test("a name that no part of the Compose file defines is reported", async () => {
  expect(await say(COMPOSE.replace("  data:\n", "  date:\n"))).toMatchInlineSnapshot(`
    "a.md:7:9  error  example/undefined-name
      볼륨 "data"가 이 파일에 없습니다.
      혹시 "date"인가요?
        7 |       - data:/usr/share/nginx/html
          |         ^"
  `);
  expect(await say(COMPOSE.replace("depends_on: [db]", "networks: [app-net]"))).toMatchInlineSnapshot(`
    "a.md:9:16  error  example/undefined-name
      네트워크 "app-net"가 이 파일에 없습니다.
      맨 바깥의 networks: 아래에 적어 주세요.
        9 |     networks: [app-net]
          |                ^"
  `);
});
