import { type Criterion, KWCAG, type Proof, standOf, WCAG } from "../../lib/reference/conformance.ts";
import * as words from "../../lib/words/words.ts";

const STANDS = ["missing", "tested", "looked", "none"] as const;

/** All criteria with what keeps them; first how many there are of each kind, and what is not wholly kept. */
export function Conformance() {
  const isMissing = ({ proof }: Criterion) => standOf(proof) === "missing";
  return (
    <>
      <ul className="stands">
        {STANDS.map((stand) => (
          <li key={stand} className={stand}>
            {words.accessibilityCount(
              words.accessibilityStands[stand],
              WCAG.filter(({ proof }) => standOf(proof) === stand).length,
            )}
          </li>
        ))}
      </ul>
      {WCAG.some(isMissing) && (
        <section className="letter" aria-labelledby="missing">
          <h2 id="missing">{words.notKeptFirst}</h2>
          <dl className="terms kept">
            {WCAG.filter(isMissing).map((criterion) => (
              <Row key={criterion.id} criterion={criterion} />
            ))}
          </dl>
        </section>
      )}
      <section className="letter" aria-labelledby="wcag">
        <h2 id="wcag">{words.wcag}</h2>
        <dl className="terms kept">
          {WCAG.map((criterion) => (
            <Row key={criterion.id} criterion={criterion} id={`wcag-${criterion.id.replaceAll(".", "-")}`} />
          ))}
        </dl>
      </section>
      <section className="letter" aria-labelledby="kwcag">
        <h2 id="kwcag">{words.kwcag}</h2>
        <dl className="terms kept">
          {KWCAG.map(({ id, name, by, proof }) => (
            <div key={id} id={`kwcag-${id.replaceAll(".", "-")}`}>
              <dt>
                <b>
                  <span className="num">{id}</span> {name}
                </b>
              </dt>
              <dd>
                {proof && <ProofView proof={proof} />}
                {by.length > 0 && (
                  <p>
                    {words.keptByCriteria}
                    {by.map((one, index) => (
                      <span key={one}>
                        {index > 0 && ", "}
                        <a href={`#wcag-${one.replaceAll(".", "-")}`}>
                          {one} {WCAG.find((criterion) => criterion.id === one)?.name}
                        </a>
                      </span>
                    ))}
                  </p>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

function Row({ criterion, id }: { criterion: Criterion; id?: string }) {
  const { name, level, proof } = criterion;
  return (
    <div id={id}>
      <dt>
        <b>
          <span className="num">{criterion.id}</span> {name}
        </b>
        <span>{level}</span>
      </dt>
      <dd>
        <ProofView proof={proof} />
      </dd>
    </div>
  );
}

function ProofView({ proof }: { proof: Proof }) {
  const stand = standOf(proof);
  const said =
    "none" in proof ? proof.none : "missing" in proof ? proof.missing : "looked" in proof ? proof.looked : "";
  const tests = "tests" in proof ? (proof.tests ?? []) : [];
  return (
    <>
      <p>
        <b className={`stand ${stand}`}>{words.accessibilityStands[stand]}</b>
        {said !== "" && <> {said}</>}
        {"on" in proof && <span className="num on"> {words.lookedOn(proof.on)}</span>}
      </p>
      {tests.length > 0 && (
        <details>
          <summary>{words.accessibilityTests(tests.length)}</summary>
          <ul>
            {tests.map((test) => (
              <li key={test} lang="en">
                {test}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
