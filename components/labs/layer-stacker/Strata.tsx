import { layersOf } from "../../../lib/labs/layer-stacker/build.ts";
import { formatBytes, nameOfLayer, shorten } from "../../../lib/labs/layer-stacker/describe.ts";
import type { Entry } from "../../../lib/labs/layer-stacker/layer.ts";
import { lookUp, mergedView, stackOf } from "../../../lib/labs/layer-stacker/merged-view.ts";
import type { StackState } from "../../../lib/labs/layer-stacker/state.ts";

/** Layers as rows, uppermost first; files as columns, so that looking down a column is the lookup. */
export function Strata({
  state,
  path,
  onPath,
}: {
  state: StackState;
  path: string | undefined;
  onPath: (path: string) => void;
}) {
  const layers = layersOf(state.steps);
  const stack = stackOf(state);
  const paths = columnsOf(stack);
  const hidden = new Set(mergedView(state).hidden.map((file) => `${file.layer} ${file.path}`));
  const look = new Map(path === undefined ? [] : lookUp(stack, path).map((one) => [one.layer, one.state]));
  return (
    <>
      {state.upper === undefined && (
        <p className="lab-box hidden">컨테이너를 만들면 여기에 쓰기 레이어가 놓인다</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="strata-scroll" tabIndex={0} aria-label="레이어와 파일">
        <table className="strata-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">레이어</span>
              </th>
              {paths.map((column) => (
                <th key={column} scope="col" className={column === path ? "looked" : undefined}>
                  <button type="button" aria-pressed={column === path} onClick={() => onPath(column)}>
                    <span className="sr">찾는 길: </span>/{column}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stack
              .map((entries, index) => ({ entries, index, layer: layers[index] }))
              .reverse()
              .map(({ entries, index, layer }) => (
                <tr key={index} className={layer === undefined ? "upper" : undefined}>
                  <th scope="row">
                    <b>{nameOfLayer(state, index)}</b>{" "}
                    <span className="num">
                      {formatBytes(
                        entries.reduce(
                          (sum, entry) => sum + (entry.type === "file" ? entry.node.size : 0),
                          0,
                        ),
                      )}
                    </span>
                    <small>
                      {layer === undefined
                        ? "컨테이너"
                        : `${layer.line}행 ${layer.instruction.split(" ")[0]}`}
                    </small>
                    {layer !== undefined && (
                      <small className="id" title={`ChainID ${layer.chainID}`}>
                        {shorten(layer.diffID)}
                      </small>
                    )}
                  </th>
                  {paths.map((column) => (
                    <td key={column} className={column === path ? `looked ${look.get(index)}` : undefined}>
                      <Cell
                        entry={entries.find((entry) => entry.path === column)}
                        covered={hidden.has(`${index} ${column}`)}
                        upper={layer === undefined}
                      />
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </section>
      {layers.length > 0 && <p className="quiet">위에서 내려다보며 처음 만나는 것만 보인다.</p>}
    </>
  );
}

/** Files and what hides them; directories only where they hide something. */
function columnsOf(stack: readonly (readonly Entry[])[]): readonly string[] {
  const paths = stack.flatMap((entries) =>
    entries.filter((entry) => entry.type !== "dir").map((entry) => entry.path),
  );
  return [...new Set(paths)].sort();
}

function Cell({ entry, covered, upper }: { entry: Entry | undefined; covered: boolean; upper: boolean }) {
  if (entry === undefined) return null;
  const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
  switch (entry.type) {
    case "whiteout":
      return (
        <span className="lab-box whiteout">
          <b>.wh.{name}</b>
        </span>
      );
    case "opaque":
      return (
        <span className="lab-box whiteout">
          <b>{name}/ 불투명</b>
        </span>
      );
    case "dir":
      return null;
    case "file":
      return (
        <span className={`lab-box ${covered ? "hidden" : upper ? "writable" : "readonly"}`}>
          {covered ? <s>{name}</s> : name}
          <span className="num">{formatBytes(entry.node.size)}</span>
        </span>
      );
  }
}
