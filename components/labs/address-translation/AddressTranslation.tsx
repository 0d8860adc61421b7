import {
  ADDRESSES,
  addressTranslation,
  isWalking,
  levelCounts,
  nameOfRef,
  PAGES,
  PAGING_NAMES,
  PAGINGS,
  refsOfMiss,
  TABLE_KINDS,
  type TableKind,
  type WalkEvent,
  type WalkState,
} from "../../../lib/labs/address-translation/address-translation.ts";
import { hex, levelsOf } from "../../../lib/labs/address-translation/walk.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { StateTable } from "../kit/Tables.tsx";

type View = LabView<WalkState, WalkEvent>;

export function AddressTranslation({ title }: { title: string }) {
  return (
    <Bench lab={addressTranslation} title={title}>
      {(view) => {
        const { state } = view;
        const [, counted, cost, tlb] = addressTranslation.tables(state);
        return (
          <>
            <Choices view={view} />
            <Panes
              first="walk"
              panes={[
                {
                  id: "walk",
                  title: "표를 읽는 길",
                  note: `미스 하나에 ${refsOfMiss(state)}번`,
                  content: <Walk state={state} guessing={view.guessing} />,
                },
                {
                  id: "now",
                  title: "방금 읽은 것",
                  note: PAGING_NAMES[state.paging],
                  content: <Now state={state} />,
                },
                {
                  id: "counts",
                  title: "센 것",
                  note: `VM exit ${state.counts.exits}번`,
                  content: [tlb, counted, cost].map(
                    (table) => table && <StateTable key={table.caption} table={table} />,
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
  const kinds = (Object.keys(TABLE_KINDS) as TableKind[]).map((kind) => ({
    value: kind,
    text: TABLE_KINDS[kind].name,
  }));
  const busy = isWalking(state);
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="방식">
        {PAGINGS.map((paging) => (
          <LabButton
            key={paging}
            pressed={state.paging === paging}
            onPress={() => send({ type: "paging", paging })}
          >
            {PAGING_NAMES[paging]}
          </LabButton>
        ))}
      </div>
      <div className="row" role="group" aria-label="표의 모양">
        <LabSelect
          label={state.paging === "native" ? "OS의 표" : "게스트의 표"}
          value={state.guest}
          options={kinds}
          onChange={(kind) => send({ type: "tables", whose: "guest", kind })}
        />
        {state.paging !== "native" && (
          <LabSelect
            label="호스트의 표"
            value={state.host}
            options={kinds}
            onChange={(kind) => send({ type: "tables", whose: "host", kind })}
          />
        )}
      </div>
      <div className="row" role="group" aria-label="할 일">
        {PAGES.map((page) => (
          <LabButton key={page} disabled={busy} onPress={() => send({ type: "access", page })}>
            {page} 읽기
          </LabButton>
        ))}
        {PAGES.slice(0, 2).map((page) => (
          <LabButton key={page} disabled={busy} onPress={() => send({ type: "remap", page })}>
            페이지 {page}의 접근 권한 고치기
          </LabButton>
        ))}
        <LabButton disabled={!busy} onPress={() => send({ type: "finish" })}>
          끝까지 찾기
        </LabButton>
      </div>
    </div>
  );
}

/** A row a guest level, a column a reference: what is read before the entry of the guest can be. */
function Walk({ state, guessing }: { state: WalkState; guessing: boolean }) {
  const { refs, made, paging, guest, host } = state;
  const { guestLevels, hostLevels } = levelCounts(state);
  const nested = paging === "nested";
  const columns = (nested ? hostLevels : guestLevels) + 1;
  const rows = nested ? [...levelsOf(TABLE_KINDS[guest].tables), 0] : [0];
  const heads = nested
    ? [...levelsOf(TABLE_KINDS[host].tables).map((level) => `EPT${level}`), "읽음"]
    : [
        ...Array.from({ length: guestLevels }, (_, at) => `${TABLE_KINDS[guest].tables.levels - at}단계`),
        "읽음",
      ];
  const width = (300 - 46) / columns;
  return (
    <>
      <svg
        viewBox={`0 0 300 ${28 + rows.length * 42}`}
        width="400"
        role="img"
        aria-label={
          guessing
            ? `지금까지 ${made}번 읽었다.`
            : refs.length === 0
              ? `표를 읽는 차례의 그림. 한 칸이 메모리 읽기 한 번이고 모두 ${refsOfMiss(state)}칸이다.`
              : `${refs.length - 1}번 가운데 ${Math.min(made, refs.length - 1)}번 읽었다.`
        }
        fontSize="13"
      >
        {heads.map((head, column) => (
          <text key={head} x={46 + width * (column + 0.5)} y="16" textAnchor="middle" fill="var(--ink-3)">
            {head}
          </text>
        ))}
        {rows.map((level, row) => (
          <text key={level} x="0" y={28 + row * 42 + 25} fill="var(--ink-2)">
            {nested ? (level === 0 ? "페이지" : `게스트${level}`) : "표"}
          </text>
        ))}
        {rows.flatMap((level, row) =>
          Array.from({ length: columns }, (_, column) => {
            const order = refs.findIndex((ref) => ref.row === level && ref.column === column);
            const data = row === rows.length - 1 && column === columns - 1;
            const done = order >= 0 && order < made;
            const here = done && order === made - 1;
            // How many there are is what is asked.
            if (guessing && !done) return null;
            const own = nested ? column === columns - 1 && !data : false;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
              <g key={`${level}.${column}`}>
                <rect
                  x={46 + column * width + 2}
                  y={28 + row * 42 + 2}
                  width={width - 4}
                  height="34"
                  rx={data ? 17 : 4}
                  fill={here ? "var(--coral-tint)" : done ? "var(--sea-tint)" : "none"}
                  stroke={here ? "var(--coral)" : done ? "var(--sea)" : "var(--edge)"}
                  strokeWidth={here || own ? 2 : 1}
                  strokeDasharray={done ? undefined : "3 3"}
                />
                <text
                  x={46 + (column + 0.5) * width}
                  y={28 + row * 42 + 24}
                  textAnchor="middle"
                  fill={done ? "var(--ink)" : "var(--ink-3)"}
                  fontWeight={here ? 700 : 400}
                >
                  {data ? "값" : order >= 0 ? order + 1 : row * columns + column + 1}
                </text>
              </g>
            );
          }),
        )}
      </svg>
      <p className="quiet">
        {nested
          ? "한 줄이 게스트 표 하나다. 왼쪽의 EPT를 다 내려가야 맨 오른쪽의 게스트 항목을 읽는다."
          : "한 칸이 메모리 읽기 한 번이고, 맨 오른쪽이 찾던 데이터다."}
      </p>
    </>
  );
}

function Now({ state }: { state: WalkState }) {
  const { page, refs, made } = state;
  const ref = refs[made - 1];
  return (
    <>
      <p className="lab-box dashed">
        찾는 주소 <code>{page === undefined ? "아직 없음" : `${page} ${hex(ADDRESSES[page])}`}</code>
      </p>
      {ref === undefined ? (
        <p className="lab-box hidden">
          {page === undefined ? "읽은 표 없음" : isWalking(state) ? "TLB에 없음" : "읽을 표 없음"}
        </p>
      ) : (
        <>
          <p className="lab-box readonly">
            <b>{nameOfRef(ref)}</b>
            {ref.table !== "data" && <span className="num">{ref.index}번 항목</span>}
          </p>
          <p className="lab-box readonly">
            {ref.table === "guest" ? "게스트 물리 주소" : "물리 주소"} <code>{hex(ref.address)}</code>
          </p>
          {ref.table !== "data" && (
            <p className="lab-box writable">
              얻은 {ref.table === "guest" ? "게스트 물리 주소" : "물리 주소"} <code>{hex(ref.leadsTo)}</code>
            </p>
          )}
        </>
      )}
    </>
  );
}
