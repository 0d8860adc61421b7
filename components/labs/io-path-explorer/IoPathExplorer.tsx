import {
  BURSTS,
  compare,
  countHops,
  ioPathExplorer,
  type PathEvent,
  type PathState,
  placeOf,
  placesOf,
} from "../../../lib/labs/io-path-explorer/io-path-explorer.ts";
import { PATH_NAMES, PATHS, PLACE_NAMES, PLACES } from "../../../lib/labs/io-path-explorer/route.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { StateTable } from "../kit/Tables.tsx";

type View = LabView<PathState, PathEvent>;

export function IoPathExplorer({ title }: { title: string }) {
  return (
    <Bench lab={ioPathExplorer} title={title}>
      {(view) => {
        const { state } = view;
        const [now, whole] = ioPathExplorer.tables(state);
        return (
          <>
            <Choices view={view} />
            <Panes
              first="path"
              panes={[
                { id: "path", title: "길", note: PATH_NAMES[state.path], content: <Route state={state} /> },
                {
                  id: "compare",
                  title: "세 방식 견주기",
                  note: `패킷 ${state.packets}개`,
                  content: (
                    <>
                      <Bars state={state} guessing={view.guessing} />
                      {now && <StateTable table={now} />}
                      {whole && <StateTable table={whole} />}
                    </>
                  ),
                },
              ]}
            />
          </>
        );
      }}
    </Bench>
  );
}

function Choices({ view: { state, send } }: { view: View }) {
  const counts = BURSTS.map((count) => ({ value: String(count), text: `${count}개` }));
  const burst = (text: string) => BURSTS.find((one) => String(one) === text) ?? 1;
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="장치">
        {PATHS.map((path) => (
          <LabButton key={path} pressed={state.path === path} onPress={() => send({ type: "path", path })}>
            {PATH_NAMES[path]}
          </LabButton>
        ))}
      </div>
      <div className="row" role="group" aria-label="보낼 것">
        <LabSelect
          label="패킷"
          value={String(state.packets)}
          options={counts}
          onChange={(text) => send({ type: "packets", count: burst(text) })}
        />
        <LabSelect
          label="한 번에 알리는 패킷"
          value={String(state.batch)}
          options={counts}
          onChange={(text) => send({ type: "batch", count: burst(text) })}
        />
      </div>
    </div>
  );
}

/** The places from the guest down to the wire; the last hop is an arrow from the place before. */
function Route({ state }: { state: PathState }) {
  const { hops, done } = state;
  const used = placesOf(state);
  const here = placeOf(state);
  const exit = hops[done - 1]?.exit;
  // An exit comes from the guest, wherever the hypervisor was before.
  const from = done === 0 ? undefined : exit ? "guest" : (hops[done - 2]?.at ?? "guest");
  const middle = (at: number) => 4 + at * 56 + 21;
  const [y1, y2] = [middle(PLACES.indexOf(from ?? here)), middle(PLACES.indexOf(here))];
  const passed = (place: string) => hops.slice(0, done).filter((hop) => hop.at === place).length;
  return (
    <svg
      viewBox="0 0 300 276"
      width="380"
      role="img"
      aria-label={`${PLACE_NAMES[here]}에 있다. ${used.map((place) => `${PLACE_NAMES[place]} ${passed(place)}번`).join(", ")} 지났다.`}
      fontSize="14"
    >
      {PLACES.map((place, at) => {
        const on = used.includes(place);
        return (
          <g key={place}>
            <rect
              x="1"
              y={4 + at * 56}
              width="232"
              height="42"
              rx="4"
              fill={place === here ? "var(--coral-tint)" : on ? "var(--sea-tint)" : "none"}
              stroke={place === here ? "var(--coral)" : on ? "var(--sea)" : "var(--edge)"}
              strokeWidth={place === here ? 2 : 1}
              strokeDasharray={on ? undefined : "4 3"}
            />
            <text x="12" y={at * 56 + 30} fill={on ? "var(--ink)" : "var(--ink-3)"}>
              {PLACE_NAMES[place]}
            </text>
            <text x="222" y={at * 56 + 30} textAnchor="end" fill="var(--ink-3)">
              {on ? `${passed(place)}번` : "안 거침"}
            </text>
          </g>
        );
      })}
      <circle data-move="packet" cx="262" cy={middle(PLACES.indexOf(here))} r="9" fill="var(--coral)" />
      {from !== undefined && from !== here && (
        <path
          d={`M236 ${y1}H262V${y2}`}
          strokeDasharray="3 4"
          fill="none"
          stroke="var(--coral)"
          strokeWidth="2"
        />
      )}
      {exit && (
        <text x="299" y={Math.min(y1, y2) - 4} textAnchor="end" fill="var(--coral)" fontSize="13">
          exit {exit.reason}
        </text>
      )}
    </svg>
  );
}

/** While the count is asked for, only what has been counted so far is drawn. */
function Bars({ state, guessing }: { state: PathState; guessing: boolean }) {
  const so = countHops(state.hops.slice(0, state.done)).exits;
  const rows = compare(state).map((row) =>
    guessing ? { ...row, exits: row.path === state.path ? so : 0 } : row,
  );
  const most = Math.max(1, ...rows.map((row) => row.exits));
  const now = countHops(state.hops.slice(0, state.done)).exits;
  return (
    <svg
      viewBox="0 0 300 144"
      width="380"
      role="img"
      aria-label={rows.map(({ path, exits }) => `${PATH_NAMES[path]} VM exit ${exits}번`).join(", ")}
      fontSize="13"
    >
      {rows.map(({ path, exits }, at) => (
        <g key={path}>
          <text x="0" y={16 + at * 48} fill={path === state.path ? "var(--ink)" : "var(--ink-2)"}>
            {PATH_NAMES[path]}
          </text>
          <rect
            x="1"
            y={23 + at * 48}
            width={Math.max(1, (exits / most) * 240)}
            height="16"
            fill="var(--sea-tint)"
            stroke="var(--sea)"
          />
          {path === state.path && (
            <rect x="1" y={23 + at * 48} width={(now / most) * 240} height="16" fill="var(--sea)" />
          )}
          <text x={8 + Math.max(1, (exits / most) * 240)} y={36 + at * 48} fill="var(--ink)">
            {guessing && path !== state.path ? "?" : exits}번
          </text>
        </g>
      ))}
    </svg>
  );
}
