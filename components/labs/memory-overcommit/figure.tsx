import { balance, type Vm } from "../../../lib/labs/memory-overcommit/host.ts";
import { live } from "../../../lib/labs/memory-overcommit/live.ts";
import { type CommitState, mib } from "../../../lib/labs/memory-overcommit/memory-overcommit.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";

const ROW = 58;
/** So many virtual machines have a row whether they run or not, so that nothing moves when one is ended. */
const ROWS = 3;
const HEIGHT = ROWS * ROW + 92;

/** What each virtual machine was given, uses and gives back, and how it fits into the host. */
export const figure = figureOf(live, { host: Host });

function Host({ state: { host, killed }, width }: PaneView<CommitState>) {
  const now = balance(host);
  const most = Math.max(now.configured, now.room, ...host.vms.map((vm) => vm.configured)) || 1;
  const scale = (width - 2) / most;
  const present = now.configured - now.merged - now.ballooned - now.swapped;
  const parts = [
    { name: "메모리에 있음", amount: present, fill: "var(--sea)", stroke: "var(--sea)" },
    { name: "합쳐서 아낌", amount: now.merged, fill: "var(--sea-tint)", stroke: "var(--sea)" },
    { name: "벌룬", amount: now.ballooned, fill: "var(--coral-tint)", stroke: "var(--coral)" },
    { name: "스왑", amount: now.swapped, fill: "none", stroke: "var(--coral)" },
  ];
  const top = ROWS * ROW + 8;
  let left = 1;
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={`나눠 준 ${mib(now.configured)} 가운데 ${parts.map(({ name, amount }) => `${name} ${mib(amount)}`).join(", ")}. 쓸 수 있는 것은 ${mib(now.room)}`}
      fontSize="14"
      fill="var(--ink)"
    >
      {host.vms.slice(0, ROWS).map((vm, at) => (
        <Machine
          key={vm.name}
          vm={vm}
          balloon={now.balloons[vm.name] ?? 0}
          y={at * ROW}
          width={width}
          scale={(width - 2) / 6144}
        />
      ))}
      {host.vms.length < ROWS && (
        <text x="1" y={host.vms.length * ROW + 30} fill="var(--coral)">
          {killed.length > 0 ? `커널이 ${killed.join(", ")}의 프로세스를 끝냄` : ""}
        </text>
      )}
      <path d={`M0 ${top - 10}H${width}`} stroke="var(--rule-2)" />
      <text x="1" y={top + 12} fontWeight="700">
        호스트
      </text>
      <text x={width - 1} y={top + 12} textAnchor="end">
        나눠 준 {mib(now.configured)}, 쓸 수 있는 {mib(now.room)}
      </text>
      {parts.map(({ name, amount, fill, stroke }) => {
        const x = left;
        left += amount * scale;
        return (
          <g key={name}>
            <rect
              x={x}
              y={top + 22}
              width={Math.max(0, amount * scale - 1)}
              height="26"
              fill={fill}
              stroke={amount > 0 ? stroke : "none"}
              strokeDasharray={name === "스왑" ? "4 3" : undefined}
            />
            {amount * scale > name.length * 15 && (
              <text
                x={x + 8}
                y={top + 40}
                fontSize="13"
                fill={fill === "var(--sea)" ? "var(--on-sea)" : "var(--ink)"}
              >
                {name}
              </text>
            )}
          </g>
        );
      })}
      <path d={`M${1 + now.room * scale} ${top + 16}V${top + 54}`} stroke="var(--ink)" strokeWidth="2" />
      <text x={Math.min(width - 1, 1 + now.room * scale)} y={top + 70} textAnchor="end" fontSize="13">
        쓸 수 있는 곳의 끝
      </text>
    </svg>
  );
}

/** Used memory from the left, the balloon from the right, what is free for the guest between them. */
function Machine({
  vm,
  balloon,
  y,
  width,
  scale,
}: {
  vm: Vm;
  balloon: number;
  y: number;
  width: number;
  scale: number;
}) {
  const end = 1 + vm.configured * scale;
  return (
    <g>
      <text x="1" y={y + 14}>
        <tspan fontWeight="700">{vm.name}</tspan> {mib(vm.used)} 씀
      </text>
      <text
        x={Math.min(end, width - 1)}
        y={y + 14}
        textAnchor="end"
        fill={balloon > 0 ? "var(--coral)" : "var(--ink-3)"}
      >
        {balloon > 0 ? `벌룬 ${mib(balloon)}` : `받은 ${mib(vm.configured)}`}
      </text>
      <rect
        x="1"
        y={y + 22}
        width={vm.configured * scale}
        height="18"
        fill="none"
        stroke="var(--edge)"
        strokeDasharray="3 3"
      />
      <rect x="1" y={y + 22} width={vm.used * scale} height="18" fill="var(--sea)" />
      <rect
        x={end - balloon * scale}
        y={y + 22}
        width={balloon * scale}
        height="18"
        fill="var(--coral-tint)"
        stroke={balloon > 0 ? "var(--coral)" : "none"}
      />
    </g>
  );
}
