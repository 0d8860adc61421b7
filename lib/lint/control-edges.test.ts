import { expect, test } from "vitest";
import { controlEdges } from "./control-edges.ts";

test("an arrow between two controllers is told, whatever it is called", () => {
  expect(controlEdges('flowchart LR\n  a["노드 컨트롤러"] -->|알린다| b["레플리카셋 컨트롤러"]\n')).toEqual([
    { from: "노드 컨트롤러", to: "레플리카셋 컨트롤러" },
  ]);
  expect(
    controlEdges(
      "sequenceDiagram\n  participant S as 스케줄러\n  participant K as kubelet\n  S->>K: 파드를 띄운다\n",
    ),
  ).toEqual([{ from: "스케줄러", to: "kubelet" }]);
  expect(
    controlEdges(
      "flowchart TD\n  hpa[HPA 컨트롤러]\n  dc[디플로이먼트 컨트롤러]\n  hpa -.-> x --> dc\n  hpa --> dc",
    ),
  ).toHaveLength(1);
});

test("through the API server, and in the way of requests, arrows are fine", () => {
  expect(
    controlEdges(
      'flowchart LR\n  api["API 서버"]\n  a["노드 컨트롤러"] --> api\n  api --> b["kube-scheduler"]\n',
    ),
  ).toEqual([]);
  expect(controlEdges('flowchart LR\n  i["인그레스 컨트롤러"] --> s["서비스"] --> k["kubelet"]')).toEqual([]);
  expect(controlEdges("sequenceDiagram\n  participant C as 컨트롤러\n  C->>C: 비교한다\n")).toEqual([]);
});
