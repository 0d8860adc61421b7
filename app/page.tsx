import { Flag } from "../components/frame/Flag.tsx";
import { Footer } from "../components/frame/Footer.tsx";
import { Header } from "../components/frame/Header.tsx";
import { Icon } from "../components/frame/Icon.tsx";
import { NoteLines } from "../components/frame/NoteLines.tsx";
import { OldBrowser } from "../components/frame/OldBrowser.tsx";
import { OwnScript } from "../components/frame/OwnScript.tsx";
import { allStations, stationsOf } from "../components/frame/stations.ts";
import { factOf, type Layer } from "../components/home/layer-facts.ts";
import { RouteChartView } from "../components/home/RouteChartView.tsx";
import { Strata } from "../components/home/Strata.tsx";
import "../components/styles/home.css";
import { Sentence } from "../components/frame/Sentence.tsx";
import { glossaryHref, mapHref, noteHref, notesHref, reviewHref } from "../lib/address/href.ts";
import { loadNotes, loadSite } from "../lib/build/catalog/store.ts";
import { latestChanges } from "../lib/note/section-dates.ts";
import { FLUKE } from "../lib/reference/marks.ts";
import { layOutChart } from "../lib/reference/route-chart.ts";
import { pageMetadata } from "../lib/sharing/page-metadata.ts";
import { homePage } from "../lib/sharing/site-pages.ts";
import * as words from "../lib/words/words.ts";

export function generateMetadata() {
  const site = loadSite();
  return pageMetadata(homePage(site), { siteName: site.name });
}

/** The notes about each layer, the one to begin with first. */
const NOTES: Readonly<Record<Layer, readonly string[]>> = {
  services: ["load-balancing", "microservices", "kubernetes-networking"],
  pods: ["kubernetes-overview", "kubernetes-workloads", "kubernetes-self-healing"],
  containers: ["docker-images", "docker-overview", "docker-containers"],
  kernel: ["docker-containers", "deployment-eras"],
  hypervisor: ["hypervisor", "virtualization", "inverse-virtualization"],
  hardware: ["virtualization", "hpc", "openstack"],
};

export default function HomePage() {
  const site = loadSite();
  const stations = allStations(site);
  const first = stations.find((station) => !station.planned);
  const briefs = new Map(site.notes.map((note) => [note.slug, note]));
  const planned = new Set(stations.filter((station) => station.planned).map((station) => station.slug));
  const noteOf = (layer: Layer) => {
    const slug = NOTES[layer].find((one) => briefs.has(one));
    if (slug !== undefined) return { href: noteHref(slug), title: briefs.get(slug)!.title };
    return { href: notesHref, title: words.allNotes };
  };
  const stratum = (layer: Layer) => ({ fact: factOf(layer), note: noteOf(layer) });
  return (
    <>
      <OwnScript src="/home.js" />
      <Header site={site} />
      <main className="home" id="main">
        <OldBrowser />
        <section className="intro">
          <div>
            <h1>
              {site.own ? (
                <>
                  {words.homeTitle[0]}
                  <br />
                  {words.homeTitle[1]}
                </>
              ) : (
                site.name
              )}
            </h1>
            <p className="lead">
              {site.own ? (
                <Sentence
                  parts={words.homeLead(stations.length, (text) => <a href={glossaryHref}>{text}</a>)}
                />
              ) : (
                site.about || words.homeLeadOfOthers(stations.length)
              )}
            </p>
            <div className="resume">
              <a href={first ? noteHref(first.slug) : notesHref} data-resume="" hidden>
                <span className="k">{words.resumeReading}</span>
                <span>
                  <b data-resume-title="">{words.note}</b>
                  <small data-resume-section="" />
                </span>
                <Icon name="right" />
              </a>
              <a href={reviewHref} data-due="" hidden>
                <span className="k">{words.cardsToday}</span>
                <span>
                  <b />
                </span>
                <Icon name="right" />
              </a>
              {latestChanges(loadNotes()).map(({ note, hour, href, section }) => (
                <a key={href} href={href} data-changed={`${note.slug} ${hour}`} hidden>
                  <span className="k">{words.newlyChanged}</span>
                  <span>
                    <b>{section}</b>
                    <small>{note.meta.title}</small>
                  </span>
                </a>
              ))}
              {first && (
                <a href={noteHref(first.slug)}>
                  <span className="k">{words.fromTheStart}</span>
                  <span>
                    <b>{first.title}</b>
                    <small className="num">{words.readingMinutes(briefs.get(first.slug)?.minutes)}</small>
                  </span>
                  <Icon name="right" />
                </a>
              )}
            </div>
          </div>
          {site.own && (
            <Strata
              strata={{
                services: stratum("services"),
                pods: stratum("pods"),
                containers: stratum("containers"),
                kernel: stratum("kernel"),
                hypervisor: stratum("hypervisor"),
                hardware: stratum("hardware"),
              }}
            />
          )}
        </section>
        <section aria-labelledby="routes">
          <div className="h-rule">
            <h2 id="routes">{site.own ? words.routeChart : words.allNotes}</h2>
            {site.own && <p>{words.routeChartLead}</p>}
            <a href={notesHref}>{words.asList}</a>
            {site.own && <a href={mapHref}>{words.conceptMap}</a>}
          </div>
          {site.own && (
            <div className="chart">
              <div className="legend">
                <p>
                  <Sentence parts={words.routeChartNote((text) => <b>{text}</b>)} />
                </p>
                <ul>
                  <li>
                    <span className="ln" />
                    {words.routeInOrder}
                  </li>
                  <li>
                    <span className="ln also" />
                    {words.routeAlso}
                  </li>
                  <li className="planned">
                    <span className="stop" />
                    {words.routePlanned}
                  </li>
                  {words.signs.map(([sign, text]) => (
                    <li key={sign} data-sign={sign} hidden>
                      <svg className="sign" viewBox="-10 -10 20 20" aria-hidden="true">
                        <circle r={sign === "due" ? 5 : 8} />
                      </svg>
                      {text}
                    </li>
                  ))}
                </ul>
              </div>
              <RouteChartView
                chart={layOutChart(site.map)}
                planned={planned}
                sections={new Map(site.notes.map(({ slug, sections }) => [slug, sections]))}
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
              <h2 id="paths">{words.whereToStart}</h2>
            </div>
            <ul className="paths">
              {site.map.paths.map((path) => {
                const stops = path.notes
                  .map((slug) => stations.find((station) => station.slug === slug))
                  .filter((stop) => stop !== undefined);
                const start = stops.find((stop) => !stop.planned);
                const minutes = stops.reduce((sum, stop) => sum + (briefs.get(stop.slug)?.minutes ?? 0), 0);
                return (
                  <li key={path.id} data-path="">
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
                              {stop.planned && <span className="sr">{words.inPreparationAfter}</span>}
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
                              <a href={noteHref(stop.slug)} data-stop={stop.slug}>
                                {label}
                              </a>
                            )}
                          </li>
                        );
                      })}
                    </ol>
                    <p className="done" data-path-done="" hidden>
                      <svg viewBox="0 0 32 26" aria-hidden="true" focusable="false">
                        <path d={FLUKE} />
                      </svg>
                      {words.pathIsRead}
                    </p>
                    {start && (
                      <p className="go">
                        <a href={noteHref(start.slug)} className="num">
                          {words.readFrom(start.number, minutes)}
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
      <Footer site={site} />
    </>
  );
}
