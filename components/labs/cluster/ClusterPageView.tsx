import type { WalkStep } from "../../../lib/labs/cluster/walk-through.ts";
import type { Site, SiteLab } from "../../../lib/note/site.ts";
import * as words from "../../../lib/words/words.ts";
import { OldBrowser } from "../../frame/OldBrowser.tsx";
import { Island } from "../../islands/Island.tsx";
import { ShareMark } from "../../share/ShareButton.tsx";
import { BeforeBench, hrefsOf, LabFoot } from "../pages/LabPageView.tsx";

/** The cluster's page: as wide as the window, its head in one row, and one way through its task in words. */
export function ClusterPageView({
  lab,
  site,
  walk,
}: {
  lab: SiteLab;
  site: Site;
  walk: readonly WalkStep[];
}) {
  return (
    <main className="lab lab-cluster" id="main">
      <OldBrowser />
      <header className="cl-head">
        <h1>
          {lab.title} <ShareMark kind="lab" href={lab.href} label={words.shareLab} />
        </h1>
        <p>{lab.summary}</p>
      </header>
      <BeforeBench />
      <Island name="lab-cluster" props={{ title: lab.title, hrefs: hrefsOf(lab) } as never} />
      <details className="cl-walk" id="walk">
        <summary>과제를 푸는 한 가지 길을 글로 읽기</summary>
        <ol>
          {walk.map(({ time, command, output, sentence }) => (
            <li key={`${time} ${command} ${sentence}`}>
              <span className="num">{time}</span>
              {command !== "" && (
                <pre>
                  <b>$ {command}</b>
                  {output !== "" && `\n${output.trimEnd()}`}
                </pre>
              )}
              <p>{withCode(sentence)}</p>
            </li>
          ))}
        </ol>
      </details>
      <LabFoot lab={lab} site={site} />
    </main>
  );
}

/** What stands in backticks is code. */
function withCode(text: string) {
  return text.split("`").map((part, place) => {
    const key = `${place}`;
    return place % 2 === 1 ? <code key={key}>{part}</code> : <span key={key}>{part}</span>;
  });
}
