import { useState } from "react";
import { layersOf } from "../../../lib/labs/layer-stacker/build.ts";
import { formatBytes } from "../../../lib/labs/layer-stacker/describe.ts";
import { layerStacker } from "../../../lib/labs/layer-stacker/layer-stacker.ts";
import { mergedView } from "../../../lib/labs/layer-stacker/merged-view.ts";
import { Bench } from "../kit/Bench.tsx";
import { Panes } from "../kit/Panes.tsx";
import { Container, Pull } from "./Container.tsx";
import { Dockerfile } from "./Dockerfile.tsx";
import { Merged } from "./Merged.tsx";
import { Strata } from "./Strata.tsx";

export function LayerStacker({ title }: { title: string }) {
  // Which path is looked up is how one looks, not what happens: it is no part of the run.
  const [wanted, setWanted] = useState("");
  return (
    <Bench lab={layerStacker} title={title}>
      {(view) => {
        const merged = mergedView(view.state);
        const paths = [...new Set([...merged.hidden, ...merged.shown].map((file) => file.path))];
        const path = paths.includes(wanted) ? wanted : paths[0];
        const layers = layersOf(view.state.steps);
        return (
          <Panes
            shape="wide-middle"
            first="layers"
            panes={[
              {
                id: "dockerfile",
                title: "Dockerfile",
                note: `${view.state.build}번째 빌드`,
                content: <Dockerfile view={view} key={view.state.text} />,
              },
              {
                id: "layers",
                title: "레이어",
                note: `${layers.length}층 · 합계 ${formatBytes(layers.reduce((sum, layer) => sum + layer.size, 0))}`,
                content: <Strata state={view.state} path={path} onPath={setWanted} />,
              },
              {
                id: "merged",
                title: "합쳐진 파일 시스템",
                note: view.state.upper === undefined ? "이미지" : "컨테이너",
                content: (
                  <>
                    <Merged state={view.state} path={path} onPath={setWanted} />
                    <Container view={view} />
                    <Pull view={view} />
                  </>
                ),
              },
            ]}
          />
        );
      }}
    </Bench>
  );
}
