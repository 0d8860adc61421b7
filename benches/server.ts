import type { Bench, Measure } from "./bench.ts";
import { askAtRate, askWithoutPause, type Latencies } from "./support/load.ts";
import { median } from "./support/median.ts";
import { startNginx } from "./support/nginx.ts";

const ROUNDS = 3;
const WARM_UP = { connections: 16, seconds: 1 };
const THROUGHPUT = { connections: 64, seconds: 3 };
/** As many as open a note in the same second when a class is told to. */
const STEADY = { perSecond: 500, seconds: 4 };

type Target = { readonly title: string; readonly page: URL; readonly floor: URL };
type Round = Latencies & { readonly perSecond: number; readonly errors: number };

/** A note from the embedded server and from nginx: as many as they can, and how long a steady crowd waits. */
export const server: Bench = {
  name: "server",
  run: async ({ environment, openSite, say }) => {
    const site = await openSite();
    const page = site.pages.find(({ type }) => type.startsWith("note")) ?? site.pages[0]!;
    const nginx = await startNginx(site.folder, environment);
    const at = (title: string, origin: string): Target => ({
      title,
      page: new URL(page.address, origin),
      floor: new URL(page.floorAddress, origin),
    });
    const targets = [at("내장 서버", site.origin), ...(nginx ? [at("nginx", nginx.origin)] : [])];
    const rounds = targets.map(() => ({ page: [] as Round[], floor: [] as Round[] }));
    try {
      for (let round = 0; round < ROUNDS; round++) {
        for (const [index, target] of targets.entries()) {
          say(`  ${target.title} ${round + 1}/${ROUNDS}`);
          rounds[index]!.page.push(await measure(target.page));
          rounds[index]!.floor.push(await measure(target.floor));
        }
      }
    } finally {
      await nginx?.stop();
    }
    const measures = targets.flatMap(({ title }, index): Measure[] => {
      const { page: own, floor } = rounds[index]!;
      const of = (metric: string, unit: Measure["unit"], read: (round: Round) => number): Measure => ({
        subject: title,
        metric,
        unit,
        value: median(own.map(read)),
        floor: median(floor.map(read)),
      });
      return [
        of("쉬지 않고", "/s", (round) => round.perSecond),
        of("p50", "ms", (round) => round.p50),
        of("p95", "ms", (round) => round.p95),
        of("p99", "ms", (round) => round.p99),
        {
          subject: title,
          metric: "오류",
          unit: "count",
          value: own.reduce((sum, round) => sum + round.errors, 0),
        },
      ];
    });
    return [
      {
        title: `노트 하나를 내주는 서버(${ROUNDS}번의 가운데 값)`,
        measures,
        notes: [
          `'쉬지 않고'는 연결 ${THROUGHPUT.connections}개가 답을 받자마자 다시 물은 것이고, p50·p95·p99는 1초에 ${STEADY.perSecond}번 물어 보내야 할 때부터 잰 것입니다.`,
          "묻는 쪽도 같은 기계의 Node 한 개이므로 1초에 답한 수는 서버의 한계보다 작을 수 있습니다.",
          ...(nginx ? [] : ["nginx가 없어 재지 않았습니다. 설치하거나 NGINX_PATH에 적어 주세요."]),
        ],
      },
    ];
  },
};

async function measure(address: URL): Promise<Round> {
  await askWithoutPause(address, WARM_UP);
  const most = await askWithoutPause(address, THROUGHPUT);
  const steady = await askAtRate(address, STEADY);
  return { ...steady, perSecond: most.perSecond, errors: most.errors + steady.errors };
}
