import type { ReactNode } from "react";
import type { PodMark, PodScene } from "../../../lib/labs/cluster/scene.ts";

/** How a pod's box is drawn, besides the words in it. */
const BOX: Readonly<Record<PodMark, string>> = {
  ready: "lab-box",
  "not-ready": "lab-box writable",
  waiting: "lab-box dashed",
  "crash-loop": "lab-box writable",
  terminating: "lab-box hidden",
  ended: "lab-box hidden",
};

/** A pod in a lab of a note: its name, its version, how it stands. */
export function PodBox({ pod, children }: { pod: PodScene; children?: ReactNode }) {
  const isNew = pod.isNew && pod.mark === "ready";
  return (
    <div className={isNew ? "lab-box readonly" : BOX[pod.mark]} data-move={pod.uid}>
      <code>{pod.short}</code>
      <span className="num">
        {pod.version}판 · {pod.words}
      </span>
      {children !== undefined && <span className="needs-js">{children}</span>}
    </div>
  );
}
