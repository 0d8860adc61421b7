import { FLUKE } from "../../lib/reference/marks.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "../frame/Icon.tsx";
import { LAYERS, type Layer, type LayerFact } from "./layer-facts.ts";

type Stratum = {
  readonly fact: LayerFact;
  /** The note to begin with. */
  readonly note: { readonly href: string; readonly title: string };
};

/**
 * The section drawing: the layers of a shared computer, from the surface to the sea bed. Each opens to what it adds
 * and to one number of a lab; one is open at a time, from the start the one that the first notes are about.
 */
export function Strata({ strata }: { strata: Readonly<Record<Layer, Stratum>> }) {
  return (
    <section className="strata" aria-label={words.strataLabel}>
      <svg viewBox="0 0 512 104" aria-hidden="true" focusable="false">
        <path className="fluke" transform="translate(352 24) scale(2.75)" d={FLUKE} />
        <path
          className="water"
          d="M0 92c32 0 32-8 64-8s32 8 64 8 32-8 64-8 32 8 64 8 32-8 64-8 32 8 64 8 32-8 64-8 32 8 64 8v13H0z"
        />
      </svg>
      <ol>
        {LAYERS.map((layer) => {
          const { name, about, adds, measured, without, with: having, short, amount } = words.strata[layer];
          const { fact, note } = strata[layer];
          const most = Math.max(fact.without, fact.with);
          return (
            <li key={layer}>
              <details name="strata" open={layer === "containers"}>
                <summary>
                  <b>{name}</b>
                  <span>{about}</span>
                  <span className="num">{short(fact.with)}</span>
                </summary>
                <div className="adds">
                  <p>{adds}</p>
                  <p className="measured">{measured}</p>
                  <dl>
                    <Amount label={without} text={amount(fact.without)} share={fact.without / most} />
                    <Amount label={having} text={amount(fact.with)} share={fact.with / most} isIt />
                  </dl>
                  <p className="ways">
                    <a href={fact.href}>
                      {words.strataLab}
                      <Icon name="right" />
                    </a>
                    <a href={note.href}>
                      {note.title}
                      <Icon name="right" />
                    </a>
                  </p>
                </div>
              </details>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** An amount as a word, a bar and a number; `isIt` where the layer is there. */
function Amount({
  label,
  text,
  share,
  isIt = false,
}: {
  label: string;
  text: string;
  share: number;
  isIt?: boolean;
}) {
  return (
    <div className={isIt ? "it" : undefined}>
      <dt>{label}</dt>
      <dd>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <rect width={Math.max(1, Math.round(share * 100))} height="10" />
        </svg>
        <b className="num">{text}</b>
      </dd>
    </div>
  );
}
