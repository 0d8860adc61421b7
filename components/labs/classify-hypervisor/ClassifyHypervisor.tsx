import {
  type ClassEvent,
  type ClassState,
  classifyHypervisor,
  score,
  verdictOf,
} from "../../../lib/labs/classify-hypervisor/classify-hypervisor.ts";
import {
  CARDS,
  LAYER_NAMES,
  LAYERS,
  type Layer,
  PRODUCTS,
  TYPE_NAMES,
  type Type,
} from "../../../lib/labs/classify-hypervisor/stack.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { StateTable } from "../kit/Tables.tsx";

type View = LabView<ClassState, ClassEvent>;

export function ClassifyHypervisor({ title }: { title: string }) {
  return (
    <Bench lab={classifyHypervisor} title={title}>
      {(view) => {
        const { state } = view;
        const [, verdict, cards] = classifyHypervisor.tables(state);
        const { right, given } = score(state);
        return (
          <Panes
            first="stack"
            panes={[
              {
                id: "stack",
                title: "쌓인 층",
                note: state.product === undefined ? "직접 쌓은 것" : CARDS[state.product].name,
                content: (
                  <>
                    <Stack state={state} />
                    <Build view={view} />
                  </>
                ),
              },
              {
                id: "verdict",
                title: "판정과 제품 카드",
                note: `${given}장 가운데 ${right}장 맞음`,
                content: (
                  <>
                    {verdict && <StateTable table={verdict} />}
                    <Cards view={view} />
                    {cards && <StateTable table={cards} />}
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

const FILLS: Readonly<Record<Layer, readonly [fill: string, stroke: string]>> = {
  os: ["var(--paper)", "var(--ink)"],
  windows: ["var(--paper)", "var(--ink)"],
  vmm: ["var(--coral-tint)", "var(--coral)"],
  kvm: ["var(--coral-tint)", "var(--coral)"],
  root: ["var(--sea-tint)", "var(--sea)"],
  vm: ["var(--sea-tint)", "var(--sea)"],
};

/** Layers from below; guests stand beside each other on the hypervisor. */
function Stack({ state }: { state: ClassState }) {
  const below = state.layers.filter((layer) => layer !== "vm" && layer !== "root");
  const guests = state.layers.filter((layer) => layer === "vm" || layer === "root");
  const verdict = verdictOf(state);
  const y = (row: number) => 188 - row * 52;
  const width = 298 / Math.max(1, guests.length);
  return (
    <svg
      viewBox="0 0 300 236"
      width="400"
      role="img"
      aria-label={`아래에서 위로 ${["hardware" as const, ...state.layers].map((layer) => LAYER_NAMES[layer]).join(", ")}. ${verdict ? TYPE_NAMES[verdict.type] : "판정 없음"}.`}
      fontSize="14"
    >
      <Slab x={1} y={y(0)} width={298} name={LAYER_NAMES.hardware} fill="var(--well)" stroke="var(--edge)" />
      {below.map((layer, at) => (
        <Slab
          key={layer}
          x={1}
          y={y(at + 1)}
          width={298}
          name={LAYER_NAMES[layer]}
          fill={FILLS[layer][0]}
          stroke={FILLS[layer][1]}
        />
      ))}
      {guests.map((layer, at) => (
        <Slab
          // biome-ignore lint/suspicious/noArrayIndexKey: a guest is its place
          key={at}
          x={1 + at * width}
          y={y(below.length + 1)}
          width={width - (at < guests.length - 1 ? 6 : 0)}
          name={LAYER_NAMES[layer]}
          fill={FILLS[layer][0]}
          stroke={FILLS[layer][1]}
        />
      ))}
      {guests.length === 0 && (
        <rect
          x="1"
          y={y(below.length + 1)}
          width="298"
          height="44"
          rx="4"
          fill="none"
          stroke="var(--edge)"
          strokeDasharray="4 3"
        />
      )}
      <text x="1" y={y(below.length + 1) - 12} fill="var(--ink)" fontWeight="700">
        {verdict ? TYPE_NAMES[verdict.type] : state.product === undefined ? "" : "어느 유형?"}
      </text>
    </svg>
  );
}

function Slab(props: { x: number; y: number; width: number; name: string; fill: string; stroke: string }) {
  const { x, y, width, name, fill, stroke } = props;
  return (
    <g>
      <rect x={x} y={y} width={width} height="44" rx="4" fill={fill} stroke={stroke} strokeWidth="1.5" />
      <text
        x={x + width / 2}
        y={y + 27}
        textAnchor="middle"
        fill="var(--ink)"
        fontSize={width < 90 ? 13 : 14}
      >
        {name}
      </text>
    </g>
  );
}

function Build({ view: { send } }: { view: View }) {
  return (
    <div className="needs-js">
      <h3>맨 위에 놓기</h3>
      <div className="row" role="group" aria-label="맨 위에 놓기">
        {LAYERS.map((layer) => (
          <LabButton key={layer} onPress={() => send({ type: "put", layer })}>
            {LAYER_NAMES[layer]}
          </LabButton>
        ))}
        <LabButton onPress={() => send({ type: "take" })}>맨 위 치우기</LabButton>
        <LabButton onPress={() => send({ type: "enable" })}>Hyper-V 켜기</LabButton>
      </div>
    </div>
  );
}

function Cards({ view: { state, send } }: { view: View }) {
  const { product, answers } = state;
  return (
    <div className="needs-js">
      <h3>제품 카드</h3>
      <LabSelect
        label="카드"
        value={product ?? ""}
        options={[
          { value: "", text: "고르세요" },
          ...PRODUCTS.map((one) => ({ value: one, text: CARDS[one].name })),
        ]}
        onChange={(one) => one !== "" && send({ type: "load", product: one })}
      />
      {product !== undefined && (
        <>
          <p className="lab-box dashed">{CARDS[product].about}</p>
          <div className="row" role="group" aria-label={`${CARDS[product].name}의 유형`}>
            {(Object.keys(TYPE_NAMES) as Type[]).map((choice) => (
              <LabButton
                key={choice}
                pressed={answers[product] === choice}
                onPress={() => send({ type: "answer", choice })}
              >
                {TYPE_NAMES[choice]}
              </LabButton>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
