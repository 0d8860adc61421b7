import type { ClusterLabEvent, ClusterLabState } from "../../../lib/labs/cluster/cluster.ts";
import type { Selection } from "../../../lib/labs/cluster/inspection.ts";
import type { Scene } from "../../../lib/labs/cluster/scene.ts";
import { faultsOf } from "../../../lib/labs/cluster/session.ts";
import { LabButton } from "../kit/Controls.tsx";

/** What can be broken: the selected pod or node, else one that serves. What is broken is named, with the way back. */
export function Faults({
  state,
  scene,
  selection,
  send,
}: {
  state: ClusterLabState;
  scene: Scene;
  selection: Selection | undefined;
  send: (event: ClusterLabEvent) => boolean;
}) {
  const pods = scene.nodes.flatMap((node) => node.pods);
  const pod =
    pods.find(({ name }) => selection?.kind === "Pod" && selection.name === name) ??
    pods.find(({ mark }) => mark === "ready") ??
    pods[0];
  const node =
    scene.nodes.find(({ name }) => selection?.kind === "Node" && selection.name === name) ??
    scene.nodes.find(({ name }) => name === pod?.node) ??
    scene.nodes[0];
  const on = faultsOf(state);
  const isOff = node !== undefined && state.cluster.machines[node.name]?.isDown === true;
  const breakPod = (type: "kill" | "unready" | "leak") => () => {
    if (pod !== undefined) send({ type, pod: pod.name });
  };
  return (
    <div className="cl-faults needs-js" role="group" aria-label="고장 내기">
      <span className="cl-label">고장 내기</span>
      <LabButton disabled={pod === undefined} onPress={breakPod("kill")}>
        파드 하나 죽이기 <Target name={pod?.short} />
      </LabButton>
      <LabButton
        disabled={node === undefined}
        onPress={() => {
          if (node !== undefined) send({ type: "power", node: node.name });
        }}
      >
        {isOff ? "노드 켜기" : "노드 끄기"} <Target name={node?.name} />
      </LabButton>
      <LabButton disabled={pod === undefined} onPress={breakPod("unready")}>
        준비 검사 실패 <Target name={pod?.short} />
      </LabButton>
      <LabButton pressed={state.cluster.faults.registryDown} onPress={() => send({ type: "registry" })}>
        이미지 못 받기
      </LabButton>
      <LabButton disabled={pod === undefined} onPress={breakPod("leak")}>
        메모리 모자람 <Target name={pod?.short} />
      </LabButton>
      {on.length > 0 && (
        <span className="cl-broken">
          <span>
            고장 {on.length}개가 켜져 있습니다: {on.map(({ text }) => text).join(", ")}
          </span>
          <LabButton
            onPress={() => {
              for (const { ends } of on) send(ends);
            }}
          >
            되돌리기
          </LabButton>
        </span>
      )}
    </div>
  );
}

function Target({ name }: { name: string | undefined }) {
  return name === undefined ? null : <code className="cl-target">{name}</code>;
}
