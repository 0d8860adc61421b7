import { Flag } from "../components/frame/Flag.tsx";
import { Footer } from "../components/frame/Footer.tsx";
import { Header } from "../components/frame/Header.tsx";
import { Icon } from "../components/frame/Icon.tsx";
import { NoteLines } from "../components/frame/NoteLines.tsx";
import { OwnScript } from "../components/frame/OwnScript.tsx";
import { allStations, stationsOf } from "../components/frame/stations.ts";
import { RouteChartView } from "../components/home/RouteChartView.tsx";
import { Strata } from "../components/home/Strata.tsx";
import "../components/styles/home.css";
import { glossaryHref, noteHref, notesHref } from "../lib/address/href.ts";
import { loadSite } from "../lib/build/catalog/store.ts";
import { layOutChart } from "../lib/reference/route-chart.ts";
import { pageMetadata } from "../lib/sharing/page-metadata.ts";
import { PAGES } from "../lib/sharing/site-pages.ts";

export const metadata = pageMetadata(PAGES.home);

// What each layer is, and the notes that are about it.
const LAYERS = [
  {
    name: "서비스",
    about: "로드 밸런싱, 서비스, 인그레스",
    notes: ["microservices", "load-balancing", "kubernetes-networking"],
  },
  {
    name: "파드",
    about: "쿠버네티스가 배치하는 단위",
    notes: [
      "kubernetes-overview",
      "kubernetes-workloads",
      "kubernetes-scheduling",
      "kubernetes-self-healing",
    ],
  },
  {
    name: "컨테이너",
    about: "이미지, 레이어, 볼륨",
    notes: ["docker-overview", "docker-images", "docker-containers", "docker-swarm"],
  },
  { name: "커널", about: "네임스페이스와 cgroup", notes: ["docker-containers", "deployment-eras"] },
  {
    name: "하이퍼바이저",
    about: "한 하드웨어, 여러 운영체제",
    notes: ["hypervisor", "virtualization", "inverse-virtualization"],
  },
  { name: "하드웨어", about: "CPU, 메모리, 디스크", notes: ["hpc", "openstack"] },
];

export default function HomePage() {
  const site = loadSite();
  const stations = allStations(site);
  const first = stations.find((station) => !station.planned);
  const briefs = new Map(site.notes.map((note) => [note.slug, note]));
  const planned = new Set(stations.filter((station) => station.planned).map((station) => station.slug));
  const hrefOf = (notes: readonly string[]) => {
    const written = notes.find((slug) => briefs.has(slug));
    if (written) return noteHref(written);
    return `${notesHref}#${site.map.notes.find((note) => note.slug === notes[0])?.group ?? ""}`;
  };
  return (
    <>
      <OwnScript src="/home.js" />
      <Header />
      <main className="home" id="main">
        <section className="intro">
          <div>
            <h1>
              컨테이너에서 하드웨어까지,
              <br />한 층씩 내려가며 읽는 노트
            </h1>
            <p className="lead">
              {site.own ? (
                <>
                  도커, 쿠버네티스, 하이퍼바이저, 마이크로서비스를 {stations.length}편에 나누어 담습니다. 처음
                  나오는 말에는 <a href={glossaryHref}>뜻</a>이 붙고, 사실에는 출처가 붙습니다.
                </>
              ) : (
                `노트 ${stations.length}편을 모았습니다.`
              )}
            </p>
            <div className="resume">
              <a href={first ? noteHref(first.slug) : notesHref} data-resume="" hidden>
                <span className="k">이어서 읽기</span>
                <span>
                  <b data-resume-title="">노트</b>
                  <small data-resume-section="" />
                </span>
                <Icon name="right" />
              </a>
              {first && (
                <a href={noteHref(first.slug)}>
                  <span className="k">처음부터</span>
                  <span>
                    <b>{first.title}</b>
                    <small className="num">읽는 시간 {briefs.get(first.slug)?.minutes}분</small>
                  </span>
                  <Icon name="right" />
                </a>
              )}
            </div>
          </div>
          {site.own && (
            <Strata
              strata={LAYERS.map((layer) => ({
                name: layer.name,
                about: layer.about,
                href: hrefOf(layer.notes),
                count: layer.notes.length,
              }))}
            />
          )}
        </section>
        <section aria-labelledby="routes">
          <div className="h-rule">
            <h2 id="routes">{site.own ? "항로도" : "모든 노트"}</h2>
            {site.own && <p>왼쪽에서 오른쪽으로, 선을 따라 읽습니다.</p>}
            <a href={notesHref}>목록으로 보기</a>
          </div>
          {site.own && (
            <div className="chart">
              <div className="legend">
                <p>
                  번호는 권하는 순서입니다. <b>4번 노트</b>에서 네 갈래로 나뉘고, 점선은 함께 알면 좋은 노트를
                  잇습니다.
                </p>
                <ul>
                  <li>
                    <span className="ln" />
                    읽는 순서
                  </li>
                  <li>
                    <span className="ln also" />
                    함께 필요한 노트
                  </li>
                  <li className="planned">
                    <span className="stop" />
                    준비 중인 노트
                  </li>
                </ul>
              </div>
              <RouteChartView
                chart={layOutChart(site.map)}
                planned={planned}
                groups={new Map(site.groups.map((group) => [group.id, group.name]))}
              />
            </div>
          )}
          <ul className="groups list-map">
            {site.groups.map((group) => {
              const own = stationsOf(site, group.id);
              return (
                <li key={group.id}>
                  <p className="group">
                    <Flag group={group.flag} />
                    {group.name}
                    <span className="count num">{own.length}</span>
                  </p>
                  <NoteLines stations={own} flag={group.flag} numbered={site.own} />
                </li>
              );
            })}
          </ul>
        </section>
        {site.map.paths.length > 0 && (
          <section className="sec" aria-labelledby="paths">
            <div className="h-rule">
              <h2 id="paths">어디서 시작할까</h2>
            </div>
            <ul className="paths">
              {site.map.paths.map((path) => {
                const stops = path.notes
                  .map((slug) => stations.find((station) => station.slug === slug))
                  .filter((stop) => stop !== undefined);
                const start = stops.find((stop) => !stop.planned);
                const minutes = stops.reduce((sum, stop) => sum + (briefs.get(stop.slug)?.minutes ?? 0), 0);
                return (
                  <li key={path.id}>
                    <p className="who">{path.for}</p>
                    <h3>{path.title}</h3>
                    <p className="t">{path.summary}</p>
                    <ol>
                      {stops.map((stop) => {
                        const label = (
                          <>
                            <span className="stop" />
                            <span className="n">{stop.number}</span>
                            <span>
                              {stop.short}
                              {stop.planned && <span className="sr"> (준비 중)</span>}
                            </span>
                          </>
                        );
                        return (
                          <li
                            key={stop.slug}
                            className={`g-${stations.find((station) => station.slug === stop.slug)?.group}`}
                          >
                            {stop.planned ? (
                              <span className="planned">{label}</span>
                            ) : (
                              <a href={noteHref(stop.slug)}>{label}</a>
                            )}
                          </li>
                        );
                      })}
                    </ol>
                    {start && (
                      <p className="go">
                        <a href={noteHref(start.slug)} className="num">
                          {start.number}번부터 읽기 · {minutes}분
                        </a>
                      </p>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </main>
      <Footer />
    </>
  );
}
