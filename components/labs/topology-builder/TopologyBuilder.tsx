import { type PointerEvent, useState } from "react";
import {
  distance,
  HEIGHT,
  lineOf,
  type Point,
  placeOf,
  type Stroke,
  WIDTH,
} from "../../../lib/labs/topology-builder/layout.ts";
import {
  type BuilderEvent,
  type BuilderState,
  DEVICES,
  designOf,
  HOST_COUNTS,
  islandsInWords,
  nameOf,
  SHAPE_NAMES,
  topologyBuilder,
} from "../../../lib/labs/topology-builder/topology-builder.ts";
import { BUS, linkBetween, SHAPES } from "../../../lib/models/topology/shapes.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { StateTable } from "../kit/Tables.tsx";
import { PLAN_BOX, planInWords, TopologyPlan } from "./TopologyPlan.tsx";

type View = LabView<BuilderState, BuilderEvent>;

export function TopologyBuilder({ title }: { title: string }) {
  return (
    <Bench lab={topologyBuilder} title={title}>
      {(view) => {
        const { state } = view;
        const [now, shapes] = topologyBuilder.tables(state, view.guessing);
        return (
          <>
            <Choices view={view} />
            <Panes
              first="plan"
              panes={[
                {
                  id: "plan",
                  title: "망",
                  note: islandsInWords(state) ?? "모두 한 섬",
                  content: (
                    <>
                      <Plan view={view} />
                      <Wiring view={view} />
                    </>
                  ),
                },
                {
                  id: "measures",
                  title: "재어 보기",
                  note: SHAPE_NAMES[state.shape],
                  content: (
                    <>
                      {now && <StateTable table={now} />}
                      {shapes && <StateTable table={shapes} />}
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
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="모양">
        {SHAPES.map((shape) => (
          <LabButton
            key={shape}
            pressed={state.shape === shape}
            onPress={() => send({ type: "shape", shape })}
          >
            {SHAPE_NAMES[shape]}
          </LabButton>
        ))}
        <LabSelect
          label="호스트"
          value={String(state.hosts)}
          options={HOST_COUNTS.map((count) => ({ value: String(count), text: `${count}대` }))}
          onChange={(text) => send({ type: "hosts", count: Number(text) })}
        />
      </div>
    </div>
  );
}

/** How far from a device or a link a finger may land. */
const REACH = { device: 18, link: 9 };
/** A press that moves less is a tap. */
const STILL = 7;

/**
 * The plan under a pointer: a stroke over links cuts them, one from device to device wires or unwires, a tap breaks
 * or mends. The same acts stand below as buttons.
 */
function Plan({ view: { state, send } }: { view: View }) {
  const [stroke, setStroke] = useState<Stroke>();
  const { shape, hosts } = state;
  const network = designOf(state);
  const pointOf = (pressed: PointerEvent<SVGSVGElement>): Point => {
    const box = pressed.currentTarget.getBoundingClientRect();
    const x = ((pressed.clientX - box.left) / box.width) * WIDTH;
    const y = ((pressed.clientY - box.top) / box.height) * HEIGHT;
    return [Math.min(WIDTH, Math.max(0, Math.round(x))), Math.min(HEIGHT, Math.max(0, Math.round(y)))];
  };
  const deviceAt = (point: Point) =>
    network.devices.find(({ id }) => apart(placeOf(shape, hosts, id), point) < REACH.device)?.id;
  const linkAt = (point: Point) =>
    network.links.find((link) => {
      const line = lineOf(shape, hosts, network, link);
      return line.slice(1).some((end, index) => distance(point, line[index]!, end) < REACH.link);
    })?.id;

  function finish(): void {
    if (stroke === undefined) return;
    setStroke(undefined);
    const [from, to]: readonly [Point, Point] = [
      [stroke[0], stroke[1]],
      [stroke[2], stroke[3]],
    ];
    const [start, end] = [deviceAt(from), deviceAt(to)];
    if (apart(from, to) < STILL) {
      const link = linkAt(from);
      if (start !== undefined) send({ type: "fail", what: start });
      else if (link !== undefined) send(breakLink(link));
    } else if (start !== undefined && end !== undefined && start !== end) {
      const [one = "", other = ""] = linkBetween(start, end).ends;
      send({ type: "wire", one, other });
    } else if (start === undefined) send({ type: "sweep", stroke });
  }

  const isWire = stroke !== undefined && deviceAt([stroke[0], stroke[1]]) !== undefined;
  return (
    <svg
      className="topology-plan"
      viewBox={PLAN_BOX}
      role="img"
      aria-label={planInWords(state)}
      onPointerDown={(pressed) => {
        const [x, y] = pointOf(pressed);
        pressed.currentTarget.setPointerCapture(pressed.pointerId);
        setStroke([x, y, x, y]);
      }}
      onPointerMove={(pressed) => {
        if (stroke === undefined) return;
        const [x, y] = pointOf(pressed);
        setStroke([stroke[0], stroke[1], x, y]);
      }}
      onPointerUp={finish}
      onPointerCancel={() => setStroke(undefined)}
    >
      <TopologyPlan state={state}>
        {stroke !== undefined && (
          <path
            d={`M${stroke[0]} ${stroke[1]}L${stroke[2]} ${stroke[3]}`}
            stroke={isWire ? "var(--sea)" : "var(--coral)"}
            strokeWidth="2.5"
            strokeDasharray={isWire ? undefined : "7 4"}
          />
        )}
      </TopologyPlan>
    </svg>
  );
}

function breakLink(id: string): BuilderEvent {
  if (id === BUS) return { type: "fail", what: BUS };
  const [one = "", other = ""] = id.split("-");
  return { type: "cut", one, other };
}

function apart(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

/** The acts of the plan for who does not draw: what breaks, and what is wired to what. */
function Wiring({ view: { state, send } }: { view: View }) {
  const network = designOf(state);
  const ids = network.devices.map(({ id }) => id);
  const [broken, setBroken] = useState("");
  const [ends, setEnds] = useState<readonly [string, string]>(["h1", "h3"]);
  const things = [...network.links.map(({ id }) => id), ...ids];
  const what = things.includes(broken) ? broken : (things[0] ?? "");
  const isBroken = state.failed.includes(what);
  const isLink = what === BUS || what.includes("-");
  const known = (end: string) => (ids.includes(end) ? end : "h1");
  const [one, other] = [known(ends[0]), known(ends[1])];
  const wired = network.links.some(({ id }) => id === linkBetween(one, other).id);
  const devices = DEVICES.filter((id) => ids.includes(id)).map((id) => ({ value: id, text: nameOf(id) }));
  return (
    <div className="needs-js">
      <p className="stack-note">
        그림 위에 선을 그으면 지나는 링크가 끊기고, 누르면 하나가 고장 난다. 장비에서 장비로 그으면 링크를
        놓거나 뺀다.
      </p>
      <div className="row topology-row" role="group" aria-label="고장">
        <LabSelect
          label="고장"
          value={what}
          options={things.map((id) => ({ value: id, text: nameOf(id) }))}
          onChange={setBroken}
        />
        <LabButton onPress={() => send(isLink ? breakLink(what) : { type: "fail", what })}>
          {isBroken ? "되살리기" : isLink ? "끊기" : "고장 내기"}
        </LabButton>
        <LabButton disabled={state.failed.length === 0} onPress={() => send({ type: "repair" })}>
          모두 되살리기
        </LabButton>
      </div>
      <div className="row topology-row" role="group" aria-label="배선">
        <LabSelect label="배선" value={one} options={devices} onChange={(id) => setEnds([id, other])} />
        <LabSelect
          label="배선의 다른 끝"
          hideLabel
          value={other}
          options={devices}
          onChange={(id) => setEnds([one, id])}
        />
        <LabButton
          disabled={one === other}
          onPress={() => {
            const [first = "", second = ""] = linkBetween(one, other).ends;
            if (one !== other) send({ type: "wire", one: first, other: second });
          }}
        >
          {wired ? "링크 빼기" : "링크 놓기"}
        </LabButton>
      </div>
    </div>
  );
}
