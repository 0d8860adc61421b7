import { type Compared, pairedDifference, sayDifference } from "../../../lib/sim/compare.ts";
import { writeInterval } from "../../../lib/sim/statistics.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import * as words from "../../../lib/words/words.ts";

/**
 * Settings on the same seeds, drawn on one scale: a dot for each mean, a bar for its error, and below them how
 * much the later ones differ from the first, pair by pair.
 */
export function SideBySide({
  what,
  unit,
  compared,
}: {
  /** What is compared, as "p99". */
  what: string;
  unit: string;
  compared: readonly Compared<string>[];
}) {
  const [first, ...others] = compared;
  if (first === undefined) return null;
  const ends = compared.map(
    ({ interval }) => interval.mean + (Number.isFinite(interval.half) ? interval.half : 0),
  );
  const most = Math.max(...ends) || 1;
  const x = (value: number) => (Math.min(most, Math.max(0, value)) / most) * 286 + 7;
  return (
    <div className="side-by-side">
      <dl>
        {compared.map(({ setting, interval }) => (
          <div key={setting}>
            <dt>{setting}</dt>
            <dd>
              <svg viewBox="0 0 300 20" aria-hidden="true" focusable="false">
                <path className="axis" d="M7 10H293" />
                {Number.isFinite(interval.half) && (
                  <path
                    className="error"
                    d={`M${x(interval.mean - interval.half)} 10H${x(interval.mean + interval.half)}`}
                  />
                )}
                <circle cx={x(interval.mean)} cy="10" r="5" />
              </svg>
              <span className="num">
                {writeInterval(interval)}
                {unit}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {others.map((other) => (
        <p key={other.setting}>
          {sayDifference(
            first.setting,
            other.setting,
            what,
            unit,
            pairedDifference(first.values, other.values),
          )}
        </p>
      ))}
      <p className="quiet">{words.howCompared(formatNumber(first.values.length))}</p>
    </div>
  );
}
