import type { ReactNode } from "react";
import { labHref } from "../../lib/address/href.ts";
import type { CalculatorData } from "../../lib/labs/calculator/calculator.ts";
import type { CalculatorFile } from "../../lib/labs/lab-file.ts";
import type { LiveUse } from "../../lib/note/note.ts";
import type { SiteLab } from "../../lib/note/site.ts";
import { readNumber } from "../../lib/sim/live.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";
import { Sentence } from "../frame/Sentence.tsx";
import { ShareButton } from "../share/ShareButton.tsx";
import { factsOf } from "./facts.ts";
import { CALCULATOR, type FigureRegistry, registry } from "./figures.ts";

/** A drawing is made for a column of text and for a phone; which one is seen depends on the room. */
const WIDTHS = { wide: 760, narrow: 344 } as const;

/**
 * A lab in the text of a note: the sentence as its author wrote it, the drawing of its first moment, and what the
 * lab says of it. All of it is there without scripts; `live.ts` lets the numbers move.
 */
export async function Live({
  use,
  labs,
  children,
}: {
  use: LiveUse;
  labs: readonly SiteLab[];
  children?: ReactNode;
}) {
  const facts = await factsOf(use, labs);
  const figures: FigureRegistry = registry;
  if (facts === undefined) return children;
  const { shown, room } = facts;
  const lab = labs.find(({ id }) => id === use.lab);
  const data = lab?.kind === "calculator" ? dataOf(lab) : undefined;
  const key = data === undefined ? use.lab : CALCULATOR;
  const loaded = await figures[key]!();
  const figure = typeof loaded === "function" ? loaded(use.lab, data!) : loaded;
  const pane = use.pane || figure.panes[0]!;
  const numbers = use.numbers.map(({ name, text }) => [name, String(readNumber(text))]);
  const { moment } = figure.open(use.state);
  const first = numbers.reduce((now, [name, value]) => now.set(name!, Number(value)), moment);
  const hash = shown.hash();
  return (
    <div
      className="live"
      data-live={use.lab}
      data-figure={key}
      data-section={use.anchor}
      data-state={use.state}
      data-set={new URLSearchParams(numbers).toString()}
      data-pane={pane}
    >
      {children}
      {data !== undefined && (
        <script type="application/json" data-keep="">
          {JSON.stringify(data).replaceAll("<", "\\u003c")}
        </script>
      )}
      <figure>
        <div className="live-hint needs-js">
          <span className="by-key">
            <Sentence parts={words.liveByKey((name) => <kbd key={name}>{name}</kbd>)} />
          </span>
          <span className="by-touch">{words.liveByTouch}</span>
        </div>
        {Object.entries(WIDTHS).map(([name, width]) => {
          const id = `live-${use.anchor}-${name}`;
          return (
            <div key={name} className={`live-plate ${name}`} data-live-width={width} data-live-id={id}>
              {first.draw(pane, { width, id, set: undefined })}
            </div>
          );
        })}
        <figcaption>
          <span className="live-said" data-longest={room.sentence.replaceAll("`", "")}>
            <span data-live-said="">
              {shown.sentence.split("`").map((part, index) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: every other part is code
                index % 2 === 1 ? <code key={index}>{part}</code> : part,
              )}
            </span>
          </span>
          <span className="sr" role="status" data-live-status="" />
          <span className="live-tools">
            <a data-live-lab="" href={labHref(use.lab) + (hash === undefined ? "" : `#${hash}`)}>
              {words.liveLarge}
            </a>
            <span>{lab?.title}</span>
            <button type="button" className="tool needs-js" data-live-reset="">
              <Icon name="correction" />
              {words.liveFirst}
            </button>
            <ShareButton kind="live" label={words.shareLive} />
          </span>
        </figcaption>
      </figure>
    </div>
  );
}

/** What of a calculator's file goes into the page. */
function dataOf({ settings, results, sentence, scenarios, plot }: CalculatorFile): CalculatorData {
  return { settings, results, sentence, scenarios, plot };
}
