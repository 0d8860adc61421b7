import { useState } from "react";
import { balance, SYSTEM_NAMES, type Vm } from "../../../lib/labs/memory-overcommit/host.ts";
import {
  type CommitEvent,
  type CommitState,
  GROWTH,
  memoryOvercommit,
  mib,
  NAMES,
  usesOf,
} from "../../../lib/labs/memory-overcommit/memory-overcommit.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";
import { withJosa } from "../../../lib/text/josa.ts";
import { Bench, type LabView } from "../kit/Bench.tsx";
import { LabButton, LabSelect, LabSwitch } from "../kit/Controls.tsx";
import { Panes } from "../kit/Panes.tsx";
import { PlotView } from "../kit/PlotView.tsx";
import { StateTable } from "../kit/Tables.tsx";

type View = LabView<CommitState, CommitEvent>;

export function MemoryOvercommit({ title }: { title: string }) {
  return (
    <Bench lab={memoryOvercommit} title={title}>
      {(view) => {
        const { host } = view.state;
        const now = balance(host);
        const [, whole] = memoryOvercommit.tables(view.state);
        return (
          <>
            <Choices view={view} />
            <Panes
              first="vms"
              panes={[
                {
                  id: "vms",
                  title: "VM",
                  note: `${host.vms.length}대 · 나눠 준 ${mib(now.configured)}`,
                  content: <Vms view={view} />,
                },
                {
                  id: "host",
                  title: "호스트",
                  note: `오버커밋 ${now.ratio.toFixed(2)}배`,
                  content: (
                    <>
                      <HostBar state={view.state} />
                      {!view.guessing && <Demand view={view} />}
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

/** What happens to all as one VM uses more: the balloons, what is swapped, and what is missing. */
function Demand({ view: { state, send } }: { view: View }) {
  const { host } = state;
  const [chosen, setChosen] = useState<(typeof NAMES)[number]>("web");
  const vm = host.vms.find((one) => one.name === chosen) ?? host.vms[0];
  if (vm === undefined) return null;
  const name = NAMES.find((one) => one === vm.name)!;
  const uses = usesOf(name);
  const at = (used: number) =>
    balance({ ...host, vms: host.vms.map((one) => (one === vm ? { ...vm, used } : one)) });
  const curve = uses.map((used) => ({ used, ...at(used) }));
  const most = Math.max(1024, ...curve.map(({ ballooned, swapped }) => Math.max(ballooned, swapped)));
  return (
    <>
      <h3>{vm.name}의 쓰는 메모리를 끌어 보기</h3>
      <LabSelect
        label="VM"
        value={name}
        options={host.vms.map((one) => ({
          value: NAMES.find((known) => known === one.name)!,
          text: one.name,
        }))}
        onChange={setChosen}
      />
      <PlotView
        plot={{
          title: `${vm.name}의 사용량에 따른 벌룬과 스왑`,
          x: { label: `${vm.name}의 사용량`, unit: "MiB", min: 0, max: vm.configured },
          y: { label: "호스트 전체", unit: "MiB", min: 0, max: roundEnd(most) },
          marks: [
            { kind: "line", name: "벌룬", points: curve.map(({ used, ballooned }) => [used, ballooned]) },
            { kind: "line", name: "스왑", points: curve.map(({ used, swapped }) => [used, swapped]) },
          ],
        }}
        handle={{
          label: `${vm.name}: 쓰는 메모리`,
          value: vm.used,
          values: uses,
          onChange: (used, amends) => send({ type: "use", vm: name, used }, amends),
        }}
      />
    </>
  );
}

function Choices({ view: { state, send } }: { view: View }) {
  const { host } = state;
  return (
    <div className="flow-controls needs-js">
      <div className="row" role="group" aria-label="VM 실행">
        {NAMES.map((name) => {
          const runs = host.vms.some((vm) => vm.name === name);
          return (
            <LabButton
              key={name}
              pressed={runs}
              label={`${name} 실행`}
              onPress={() => send({ type: runs ? "stop" : "start", vm: name })}
            >
              {name}
            </LabButton>
          );
        })}
        <LabSwitch
          label="같은 페이지 합치기(KSM)"
          checked={host.merging}
          onChange={() => send({ type: "merging" })}
        />
      </div>
    </div>
  );
}

function Vms({ view: { state, send } }: { view: View }) {
  const { balloons } = balance(state.host);
  if (state.host.vms.length === 0) return <p className="lab-box hidden">실행 중인 VM 없음</p>;
  return (
    <ul>
      {state.host.vms.map((vm) => {
        const name = NAMES.find((one) => one === vm.name)!;
        return (
          <li key={vm.name} className="lab-box dashed">
            <b>
              {vm.name} <span className="num">{SYSTEM_NAMES[vm.system]}</span>
            </b>
            <span className="num">
              {mib(vm.used)} 씀 / {mib(vm.configured)}
            </span>
            <VmBar vm={vm} balloon={balloons[vm.name] ?? 0} />
            <div className="row needs-js" role="group" aria-label={`${vm.name} 바꾸기`}>
              <LabButton
                label={`${vm.name}: ${mib(GROWTH)} 더 쓰기`}
                onPress={() => send({ type: "grow", vm: name })}
              >
                더 쓰기
              </LabButton>
              <LabButton
                label={`${vm.name}: ${mib(GROWTH)} 덜 쓰기`}
                onPress={() => send({ type: "shrink", vm: name })}
              >
                덜 쓰기
              </LabButton>
              <LabButton label={`${vm.name}: OS 갱신`} onPress={() => send({ type: "update", vm: name })}>
                OS 갱신
              </LabButton>
              <LabSwitch
                label="벌룬 드라이버"
                checked={vm.driver}
                onChange={() => send({ type: "driver", vm: name })}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** Used memory from the left, the balloon from the right, what is free for the guest between them. */
function VmBar({ vm, balloon }: { vm: Vm; balloon: number }) {
  const scale = 298 / vm.configured;
  const common = Math.min(vm.common, vm.used);
  return (
    <svg
      viewBox="0 0 300 40"
      width="420"
      role="img"
      aria-label={`${vm.name}: ${mib(vm.used)} 씀, 그 가운데 ${withJosa(mib(common), "은/는")} 같은 OS와 같은 내용, 벌룬 ${mib(balloon)}`}
      fontSize="13"
    >
      <rect x="1" y="2" width="298" height="16" fill="none" stroke="var(--edge)" strokeDasharray="3 3" />
      <rect x="1" y="2" width={vm.used * scale} height="16" fill="var(--sea)" />
      <rect x="1" y="2" width={common * scale} height="16" fill="var(--sea-tint)" stroke="var(--sea)" />
      <rect
        x={299 - balloon * scale}
        y="2"
        width={balloon * scale}
        height="16"
        fill="var(--coral-tint)"
        stroke={balloon > 0 ? "var(--coral)" : "none"}
      />
      <text x="1" y="35" fill="var(--ink-2)">
        {common > 0 ? `같은 OS ${mib(common)}` : "같은 내용 없음"}
      </text>
      {balloon > 0 && (
        <text x="299" y="35" textAnchor="end" fill="var(--coral)">
          벌룬 {mib(balloon)}
        </text>
      )}
    </svg>
  );
}

/** What was promised, and how it fits: present, merged, ballooned, swapped, against the line of what is there. */
function HostBar({ state: { host } }: { state: CommitState }) {
  const now = balance(host);
  const present = now.configured - now.merged - now.ballooned - now.swapped;
  const most = Math.max(now.configured, now.room) || 1;
  const scale = 298 / most;
  const parts = [
    { name: "메모리에 있음", amount: present, fill: "var(--sea)", stroke: "var(--sea)", dash: undefined },
    {
      name: "합쳐서 아낌",
      amount: now.merged,
      fill: "var(--sea-tint)",
      stroke: "var(--sea)",
      dash: undefined,
    },
    {
      name: "벌룬으로 되찾음",
      amount: now.ballooned,
      fill: "var(--coral-tint)",
      stroke: "var(--coral)",
      dash: undefined,
    },
    { name: "스왑으로 나감", amount: now.swapped, fill: "none", stroke: "var(--coral)", dash: "4 3" },
  ];
  let left = 1;
  return (
    <svg
      viewBox="0 0 300 166"
      width="420"
      role="img"
      aria-label={`나눠 준 ${mib(now.configured)} 가운데 ${parts.map((part) => `${part.name} ${mib(part.amount)}`).join(", ")}. 쓸 수 있는 것은 ${mib(now.room)}.`}
      fontSize="14"
    >
      {parts.map((part) => {
        const x = left;
        left += part.amount * scale;
        return (
          <rect
            key={part.name}
            x={x}
            y="28"
            width={Math.max(0, part.amount * scale - 1)}
            height="28"
            fill={part.fill}
            stroke={part.amount > 0 ? part.stroke : "none"}
            strokeDasharray={part.dash}
          />
        );
      })}
      <path d={`M${1 + now.room * scale} 22V62`} stroke="var(--ink)" strokeWidth="2" />
      <text x={Math.min(299, 1 + now.room * scale)} y="16" textAnchor="end" fill="var(--ink)">
        쓸 수 있는 {mib(now.room)}
      </text>
      {parts.map((part, at) => (
        <g key={part.name}>
          <rect
            x="1"
            y={74 + at * 24}
            width="14"
            height="12"
            fill={part.fill}
            stroke={part.stroke}
            strokeDasharray={part.dash}
          />
          <text x="22" y={85 + at * 24} fill="var(--ink)">
            {part.name}
          </text>
          <text x="299" y={85 + at * 24} textAnchor="end" fill="var(--ink)">
            {mib(part.amount)}
          </text>
        </g>
      ))}
    </svg>
  );
}
