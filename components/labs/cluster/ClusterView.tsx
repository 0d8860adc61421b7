import { memo, type ReactNode, useSyncExternalStore } from "react";
import { isSameSelection, type Selection } from "../../../lib/labs/cluster/inspection.ts";
import {
  CONTROL_PLANE,
  type NodeScene,
  type PodMark,
  type PodScene,
  type Scene,
} from "../../../lib/labs/cluster/scene.ts";
import { Glyph, MARK_WORDS } from "./Glyph.tsx";

/** Parts of the drawing can be chosen once scripts run: in the page as it comes they are no controls. */
function useAsleep() {
  const isAsleep = useSyncExternalStore(
    subscribeToNothing,
    () => false,
    () => true,
  );
  // The attribute is gone before React comes: a press that is early is kept (`start-islands.ts`).
  return { "data-asleep": "", disabled: isAsleep, suppressHydrationWarning: true };
}

const subscribeToNothing = () => () => {};

/** How large pods are drawn: with three lines, with one, or as their shape alone. */
type Size = "full" | "line" | "shape";

function sizeOf({ nodes }: Scene): Size {
  const most = Math.max(0, ...nodes.map(({ pods }) => pods.length));
  if (nodes.length > 6 || most > 10) return "shape";
  return most > 4 ? "line" : "full";
}

type Selecting = {
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection) => void;
};

/** The cluster as it is now: control plane, the Service and its requests, nodes with their pods. */
export function ClusterView({ scene, selection, onSelect }: { scene: Scene } & Selecting) {
  const { service } = scene;
  const size = sizeOf(scene);
  return (
    <div className="cl-map">
      <div className="cl-plane">
        <p>
          <b>컨트롤 플레인</b>
          <span>{scene.doing}</span>
        </p>
        <div className="cl-parts">
          {CONTROL_PLANE.map((name) => (
            <Choice
              key={name}
              className={scene.busy === name ? "cl-part busy" : "cl-part"}
              of={{ kind: "ControlPlane", name }}
              selection={selection}
              onSelect={onSelect}
            >
              <code>{name}</code>
              {scene.busy === name && <span className="sr">, 일하는 중</span>}
            </Choice>
          ))}
        </div>
      </div>
      {service !== undefined && (
        <div className="cl-in">
          <span className="cl-from">요청 초당 {service.perSecond}건</span>
          <Choice
            className={service.failed > 0 ? "cl-service failing" : "cl-service"}
            of={{ kind: "Service", namespace: service.namespace, name: service.name }}
            selection={selection}
            onSelect={onSelect}
          >
            <code>Service {service.name}</code>
            <span className="num">
              끝점 {service.endpoints} · <b>실패 {service.failed}건</b>
            </span>
          </Choice>
        </div>
      )}
      {scene.unscheduled.length > 0 && (
        <div className="cl-unscheduled">
          <b>자리를 기다리는 파드 {scene.unscheduled.length}</b>
          <ul className={`cl-pods ${scene.unscheduled.length > 4 ? "shape" : "line"}`}>
            {scene.unscheduled.map((pod) => (
              <Pod
                key={pod.uid}
                pod={pod}
                size={scene.unscheduled.length > 4 ? "shape" : "line"}
                selected={isPod(selection, pod)}
                onSelect={onSelect}
              />
            ))}
          </ul>
        </div>
      )}
      <ul className={`cl-nodes ${size}`}>
        {scene.nodes.map((node) => (
          <NodeItem key={node.name} node={node} size={size} selection={selection} onSelect={onSelect} />
        ))}
      </ul>
      <ul className="cl-legend">
        {(["ready", "not-ready", "waiting", "crash-loop", "terminating"] as const).map((mark) => (
          <li key={mark}>
            <Glyph mark={mark} />
            {MARK_WORDS[mark]}
          </li>
        ))}
      </ul>
    </div>
  );
}

const NodeItem = memo(function NodeItem({
  node,
  size,
  selection,
  onSelect,
}: { node: NodeScene; size: Size } & Selecting) {
  return (
    <li className={node.isReady && !node.isOff ? "cl-node" : "cl-node down"}>
      <Choice
        className="cl-node-head"
        of={{ kind: "Node", namespace: "", name: node.name }}
        selection={selection}
        onSelect={onSelect}
      >
        <code>{node.name}</code>
        <span>
          <Glyph mark={node.isReady && !node.isOff ? "ready" : "not-ready"} />
          {node.words}
        </span>
        {size !== "shape" && (
          <small className="num">
            CPU {node.cpuPercent}% · 메모리 {node.memoryPercent}%
          </small>
        )}
      </Choice>
      <ul className={`cl-pods ${size}`}>
        {node.pods.map((pod) => (
          <Pod key={pod.uid} pod={pod} size={size} selected={isPod(selection, pod)} onSelect={onSelect} />
        ))}
      </ul>
      {size !== "shape" && node.room !== undefined && (
        <p className="cl-room num">{node.room === 0 ? "자리 없음" : `자리 ${node.room}개 남음`}</p>
      )}
    </li>
  );
});

function isPod(selection: Selection | undefined, { namespace, name }: PodScene): boolean {
  return isSameSelection(selection, { kind: "Pod", namespace, name });
}

const Pod = memo(
  function Pod({
    pod,
    size,
    selected,
    onSelect,
  }: {
    pod: PodScene;
    size: Size;
    selected: boolean;
    onSelect: (selection: Selection) => void;
  }) {
    const { namespace, name, short, mark, words, version, isNew, restarts, isReached, perSecond } = pod;
    const traffic = !isReached ? "요청 없음" : perSecond === 0 ? "요청 받음" : `초당 ${perSecond}건`;
    const more = restarts > 0 ? ` · 재시작 ${restarts}` : "";
    return (
      <li className={isReached ? "reached" : "cut"}>
        <button
          type="button"
          {...useAsleep()}
          className={`cl-pod ${mark}${isNew ? " new" : ""}`}
          aria-pressed={selected}
          onClick={() => onSelect({ kind: "Pod", namespace, name })}
        >
          <Glyph mark={mark} />
          {size === "shape" ? (
            <span className="sr">{`파드 ${name}, ${version}판, ${words}`}</span>
          ) : (
            <>
              <span className="sr">파드 {name} </span>
              <code aria-hidden="true">{short}</code> <code className="cl-version">{version}</code>{" "}
              <span className="cl-words">{words}</span>
            </>
          )}
          {size === "full" && (
            <span className="cl-more num">
              {" "}
              {traffic}
              {more}
            </span>
          )}
        </button>
      </li>
    );
  },
  (a, b) =>
    a.selected === b.selected &&
    a.size === b.size &&
    a.onSelect === b.onSelect &&
    (a.pod === b.pod || isSamePod(a.pod, b.pod, a.size)),
);

function isSamePod(a: PodScene, b: PodScene, size: Size): boolean {
  const keys: readonly (keyof PodScene)[] = [
    "mark",
    "words",
    "version",
    "isNew",
    "restarts",
    "isReached",
    "name",
  ];
  return keys.every((key) => a[key] === b[key]) && (size === "shape" || a.perSecond === b.perSecond);
}

function Choice({
  of,
  className,
  selection,
  onSelect,
  children,
}: { of: Selection; className: string; children: ReactNode } & Selecting) {
  return (
    <button
      type="button"
      {...useAsleep()}
      className={className}
      aria-pressed={isSameSelection(of, selection)}
      onClick={() => onSelect(of)}
    >
      {children}
    </button>
  );
}

/** The live state in one line: for each node the shapes of its pods. */
export function ClusterStrip({ scene }: { scene: Scene }) {
  const MOST = 6;
  return (
    <span className="cl-strip">
      {scene.nodes.slice(0, 4).map(({ name, pods }) => (
        <span key={name}>
          <code>{name}</code>
          {pods.slice(0, MOST).map(({ uid, mark }) => (
            <Glyph key={uid} mark={mark} />
          ))}
          {pods.length > MOST && <span className="num">+{pods.length - MOST}</span>}
          <span className="sr">{tellMarks(pods.map(({ mark }) => mark))}</span>
        </span>
      ))}
    </span>
  );
}

function tellMarks(marks: readonly PodMark[]): string {
  return [...Map.groupBy(marks, (mark) => mark)]
    .map(([mark, all]) => `${MARK_WORDS[mark]} ${all.length}`)
    .join(", ");
}
