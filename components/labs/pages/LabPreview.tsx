import type { SiteLab } from "../../../lib/note/site.ts";

/**
 * A small drawing of what kind of lab it is: strata for a simulator, a numbered sheet for an exercise, a
 * fork for a chooser, a curve for a calculator. Drawn from the lab's id, so that two labs of a kind differ and each stays the same.
 */
export function LabPreview({ lab }: { lab: SiteLab }) {
  const draw = numbersOf(lab.id);
  return (
    <svg className="lab-preview" viewBox="0 0 160 100" aria-hidden="true" focusable="false">
      {lab.kind === "simulator" && <Strata draw={draw} />}
      {lab.kind === "exercise" && <Sheet draw={draw} />}
      {lab.kind === "chooser" && <Fork draw={draw} />}
      {lab.kind === "calculator" && <Curve draw={draw} />}
    </svg>
  );
}

type Draw = (below: number) => number;

function numbersOf(id: string): Draw {
  let seed = 11;
  for (const letter of id) seed = (Math.imul(seed, 31) + letter.charCodeAt(0)) >>> 0;
  return (below) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

function Strata({ draw }: { draw: Draw }) {
  const rows = 3 + draw(2);
  const height = 80 / rows;
  const here = draw(rows);
  return Array.from({ length: rows }, (_, row) => {
    const y = 10 + row * height;
    const x = 44 + draw(4) * 20;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
      <g key={row}>
        <rect className="slab" x="12" y={y} width="136" height={height - 5} rx="2" />
        <rect
          className={row === here ? "box here" : "box"}
          x={x}
          y={y + 4}
          width={22 + draw(3) * 10}
          height={height - 13}
          rx="2"
        />
        {row !== here && (
          <rect
            className={draw(2) ? "box" : "box hidden"}
            x={x + 52 > 124 ? 18 : x + 52}
            y={y + 4}
            width="20"
            height={height - 13}
            rx="2"
          />
        )}
      </g>
    );
  });
}

function Sheet({ draw }: { draw: Draw }) {
  const here = draw(4);
  return [0, 1, 2, 3].map((row) => {
    const y = 20 + row * 20;
    return (
      <g key={row}>
        <circle className={row === here ? "dot here" : "dot"} cx="24" cy={y} r="6" />
        <path className="line" d={`M40 ${y}h${50 + draw(5) * 11}`} />
      </g>
    );
  });
}

function Fork({ draw }: { draw: Draw }) {
  const here = draw(3);
  return (
    <>
      {[0, 1, 2].map((way) => {
        const y = 22 + way * 28;
        return (
          <g key={way}>
            <path className={way === here ? "way here" : "way"} d={`M40 50H64L84 ${y}H108`} />
            <rect
              className={way === here ? "box here" : "box"}
              x="108"
              y={y - 9}
              width="34"
              height="18"
              rx="2"
            />
          </g>
        );
      })}
      <circle className="dot" cx="32" cy="50" r="8" />
    </>
  );
}

function Curve({ draw }: { draw: Draw }) {
  const bend = 20 + draw(40);
  const here = 60 + draw(50);
  const height = 84 - ((here - 20) / 120) ** (1 + bend / 30) * 66;
  return (
    <>
      <path className="line" d="M20 12V84H144" />
      <path
        className="way here"
        d={Array.from({ length: 13 }, (_, step) => {
          const share = step / 12;
          return `${step === 0 ? "M" : "L"}${20 + share * 120} ${84 - share ** (1 + bend / 30) * 66}`;
        }).join("")}
      />
      <circle className="dot here" cx={here} cy={height} r="6" />
    </>
  );
}
