import { nodeName, SERVICE } from "../../../lib/labs/swarm-simulator/docker-says.ts";
import { roleInWords, type SwarmState } from "../../../lib/labs/swarm-simulator/swarm-simulator.ts";
import { findNode, isParted, type Node, storeAt } from "../../../lib/models/swarm/swarm.ts";
import { withJosa } from "../../../lib/text/josa.ts";

const ROW = 58;
const GAP = 6;
/** Between two groups that do not see each other. */
const TEAR = 26;
const CHIP = 32;
const NAME = 94;

/** How high the plan of so many nodes is: the same whether the network is whole or parted. */
export const planHeight = (nodes: number) => nodes * (ROW + GAP) + TEAR;

/**
 * The nodes one below the other: role and Raft log on the left, the containers that run on it, and where a request
 * came in and went. A dashed line parts nodes that do not see each other.
 */
export function SwarmPlan({ state, width }: { state: SwarmState; width: number }) {
  const { swarm } = state;
  const parted = isParted(swarm);
  const last = swarm.nodes.findLastIndex(({ side }) => side === 0);
  const topOf = (index: number) => 1 + index * (ROW + GAP) + (parted && index > last ? TEAR : 0);
  return (
    <g fontSize="13" fill="var(--ink)">
      {swarm.nodes.map((node, index) => (
        <NodeRow key={node.id} state={state} node={node} y={topOf(index)} width={width} />
      ))}
      {parted && (
        <>
          <path
            d={`M0 ${topOf(last) + ROW + 16}H${width}`}
            stroke="var(--coral)"
            strokeWidth="2"
            strokeDasharray="7 5"
          />
          <rect x={width / 2 - 62} y={topOf(last) + ROW + 6} width="124" height="20" fill="var(--paper)" />
          <text x={width / 2} y={topOf(last) + ROW + 20} textAnchor="middle" fill="var(--coral)">
            서로 보이지 않는다
          </text>
        </>
      )}
    </g>
  );
}

function NodeRow({ state, node, y, width }: { state: SwarmState; node: Node; y: number; width: number }) {
  const { swarm, asked } = state;
  const tasks = swarm.containers.filter((task) => task.node === node.id);
  const role = roleInWords(state, node.id);
  const isAsked = asked?.at === node.id;
  const perLine = Math.max(1, Math.floor((width - NAME - 60) / (CHIP + 4)));
  const store = storeAt(swarm, node.id);
  const isStray = (slot: number) =>
    !store.tasks.some((task) => task.slot === slot && task.node === node.id) || store.leader === undefined;
  const words = !node.up ? "꺼짐" : node.drained ? "drain" : tasks.length === 0 ? "태스크 없음" : "";
  return (
    <g data-move={`node/${node.id}`}>
      <rect
        x="1"
        y={y}
        width={width - 2}
        height={ROW}
        rx="4"
        fill={node.up ? "var(--well)" : "none"}
        stroke={isAsked ? "var(--coral)" : node.up ? "var(--rule-2)" : "var(--edge)"}
        strokeWidth={isAsked ? 2 : 1}
        strokeDasharray={node.up ? undefined : "4 4"}
      />
      {role === "리더" && <path d={`M1 ${y + 2}h4v${ROW - 4}h-4z`} fill="var(--sea)" />}
      <text x="12" y={y + 22} fontWeight="700" fill={node.up ? "var(--ink)" : "var(--ink-3)"}>
        {nodeName(node.id)}
      </text>
      <text x="12" y={y + 43} fill={node.up ? "var(--ink-2)" : "var(--ink-3)"}>
        {role}
      </text>
      {tasks.map((task, at) => {
        const x = NAME + (at % perLine) * (CHIP + 4);
        const top = y + (tasks.length > perLine ? 5 + Math.floor(at / perLine) * 25 : 17);
        const isAnswer = asked?.task?.slot === task.slot && asked.task.node === node.id;
        const stray = isStray(task.slot);
        return (
          <g key={task.slot}>
            <rect
              x={x}
              y={top}
              width={CHIP}
              height="23"
              rx="3"
              fill={isAnswer ? "var(--coral-tint)" : stray ? "var(--paper)" : "var(--sea-tint)"}
              stroke={isAnswer ? "var(--coral)" : stray ? "var(--ink-2)" : "var(--sea)"}
              strokeWidth={isAnswer ? 2 : 1}
              strokeDasharray={stray ? "3 3" : undefined}
            />
            <text x={x + CHIP / 2} y={top + 16} textAnchor="middle">
              .{task.slot}
            </text>
          </g>
        );
      })}
      {words !== "" && (
        <text x={NAME} y={y + 33} fill="var(--ink-3)">
          {words}
        </text>
      )}
      {isAsked && (
        <text x={width - 10} y={y + 22} textAnchor="end" fill="var(--coral)">
          요청
        </text>
      )}
      {node.log !== undefined && (
        <text x={width - 10} y={y + 43} textAnchor="end" fill="var(--ink-3)">
          기록 {node.log.length}
        </text>
      )}
    </g>
  );
}

/** What the plan shows, in one sentence. */
export function planInWords(state: SwarmState): string {
  const { swarm, asked } = state;
  const nodes = swarm.nodes.map((node) => {
    const tasks = swarm.containers
      .filter((task) => task.node === node.id)
      .map(({ slot }) => `${SERVICE}.${slot}`);
    return `${nodeName(node.id)} ${node.up ? roleInWords(state, node.id) : "꺼짐"}: ${tasks.join(", ") || "태스크 없음"}`;
  });
  const first = swarm.nodes.filter(({ side }) => side === 0).length;
  const parted = isParted(swarm) ? ` ${nodeName(first)}까지와 그 뒤가 서로 보이지 않는다.` : "";
  const answer =
    asked?.task === undefined || findNode(swarm, asked.at) === undefined
      ? ""
      : ` ${nodeName(asked.at)}에 온 요청은 ${nodeName(asked.task.node)}의 ${withJosa(`${SERVICE}.${asked.task.slot}`, "이/가")} 받았다.`;
  return `${nodes.join(". ")}.${parted}${answer}`;
}
