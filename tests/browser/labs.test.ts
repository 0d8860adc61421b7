import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readLabs } from "../../lib/build/content/read-labs.ts";
import { writeSheet } from "../../lib/labs/exercise/exercise.ts";
import { fitAddress } from "../../lib/sim/hash.ts";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const labs = readLabs(join(import.meta.dirname, "../../content/labs"), (name) => name).labs;
const simulators = labs.filter((lab) => lab.kind === "simulator");
/** Labs are of one kit: one of each kind and every fifth stand for all but in the deep tests, which walk through each. */
const KINDS = [...Map.groupBy(labs, ({ kind, ownPage }) => `${kind} ${ownPage}`).values()];
const walked = labs.filter(
  (lab, index) => process.env.DEEP || index % 5 === 0 || KINDS.some(([first]) => first === lab),
);
/** The bench that all labs share; what has a page of its own has a test of its own. */
const ending = walked.filter(({ kind, ownPage }) => kind === "simulator" && !ownPage).map(({ id }) => id);
const STACK = "/labs/docker-images-layer-stacker/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Opens a page; `alive` once the lab on it hears what is done. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}
const stepOf = (page: Page) => page.locator(".bench-say .num").textContent();
const spoken = (page: Page) => page.locator(".bench [role=status]").first().textContent();
/** A lab comes to life when its script has come; on a busy machine that takes a while. */
const eventually = (read: () => Promise<string | null>) => expect.poll(read);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

/** The deep tests look at every lab in every way. */
const LOOKED_AT = new Set(["", ...KINDS.map(([first]) => first!.id)]);

describe("every lab's page", () => {
  const addresses = ["", ...walked.map(({ id }) => id)].map((id) => ({
    id,
    path: id === "" ? "/labs/" : `/labs/${id}/`,
  }));
  let page: Page;
  let plain: Page;
  beforeAll(async () => {
    page = await open("/labs/");
    plain = await open("/labs/", { javaScriptEnabled: false });
  });
  afterAll(() => Promise.all([page.context().close(), plain.context().close()]));

  test.each(addresses)(
    "axe finds nothing, and nothing scrolls sideways, down to 320 px: /labs/$id",
    async ({ id, path }) => {
      await page.goto(site.origin + path);
      // A lab that is coming to life is looked at when it has.
      await page.waitForLoadState("networkidle");
      for (const [theme, width] of [
        ["dark", 320],
        ["light", 1440],
      ] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        if (LOOKED_AT.has(id)) expect(await findByAxe(page), `${theme} ${width}`).toEqual([]);
      }
    },
  );

  test.each(addresses)(
    "without JavaScript it is a picture and its words, with nothing that cannot be pressed: /labs/$id",
    async ({ id, path }) => {
      await plain.goto(site.origin + path);
      if (id !== "")
        expect(await plain.getByText("실습을 움직이려면 자바스크립트가 필요합니다").isVisible()).toBe(true);
      expect(
        await plain.locator(".bench-bar:visible, .lab-btn:visible, .bench-scenario select:visible").count(),
      ).toBe(0);
      if (simulators.some((lab) => lab.id === id)) {
        expect(await plain.locator(".bench-say").textContent()).toMatch(/[가-힣]/);
        await plain.getByText("단계를 글로 읽기").click();
        expect(await plain.locator(".lab-words li:visible").count()).toBeGreaterThan(0);
      }
    },
  );
});

describe("a simulator", () => {
  test.each(ending)("%s runs to its end by keyboard alone, and each step is announced", async (id) => {
    const page = await open(`/labs/${id}/`);
    const track = page.getByRole("slider", { name: "단계" });
    await track.focus();
    await page.keyboard.press("ArrowRight");
    await eventually(() => spoken(page)).toMatch(/^1 \/ \d+\. .*[가-힣]/);
    await page.keyboard.press("End");
    const last = (await track.getAttribute("max"))!;
    await eventually(() => stepOf(page)).toBe(`${last} / ${last}`);
    // The address follows once the reader pauses.
    await eventually(async () => new URL(page.url()).hash).toContain(`at=${last}`);
    const address = page.url();
    const again = await open(address.slice(site.origin.length));
    await eventually(() => stepOf(again)).toBe(`${last} / ${last}`);
    expect(await again.locator(".panes").textContent()).toBe(await page.locator(".panes").textContent());
    await page.context().close();
    await again.context().close();
  });

  test("the same link shows what the reader did, in another browser", async () => {
    const page = await open(`${STACK}#v=1&s=delete&at=5`);
    await eventually(() => stepOf(page)).toBe("5 / 5");
    await press(page, "컨테이너 만들기");
    await page.getByLabel("컨테이너 안에서 실행할 명령").fill("rm /os/system");
    await press(page, "실행");
    await eventually(() => stepOf(page)).toBe("7 / 7");
    await eventually(async () => page.url()).toContain("at=7");
    const again = await open(page.url().slice(site.origin.length));
    await eventually(() => again.locator(".bench-say p").textContent()).toContain("/os/system");
    await page.context().close();
    await again.context().close();
  });

  test("time flows where it is asked to, stops, is dragged by keyboard, and other seeds are compared", async () => {
    const page = await open("/labs/load-balancing-lb-algorithm-simulator/");
    const clock = page.locator(".clock-bar output");
    const drawn = () => page.locator(".lb-lane.a svg").first().innerHTML();
    const [time, picture] = [await clock.textContent(), await drawn()];
    await press(page, "흐르게");
    await eventually(() => clock.textContent()).not.toBe(time);
    await eventually(drawn).not.toBe(picture);
    await press(page, "멈춤");
    await page.getByRole("button", { name: "흐르게", exact: true }).waitFor();
    // While it flows, words follow now and then; when it stands, they are of that moment.
    for (const lane of await page.locator(".lb-lane svg").all()) {
      const counts = await lane.locator('[data-part^="count-"]').allTextContents();
      expect(await lane.getAttribute("aria-label")).toContain(
        counts.map((count, server) => `서버 ${server + 1} ${count}`).join(", "),
      );
    }
    await page.getByRole("slider", { name: "지금" }).focus();
    await page.keyboard.press("Home");
    await eventually(() => clock.textContent()).toBe("0.0초");
    await page.getByLabel("B", { exact: true }).selectOption("least-connections");
    await eventually(() => spoken(page)).toContain("최소 연결");
    await press(page, "씨앗 20개로 견주기");
    await eventually(() => page.locator(".side-by-side").textContent()).toMatch(/B 최소 연결.*작다/);
    await page.context().close();
  });

  test("a dragged slider answers at once; only where it comes to is computed, shown and told", async () => {
    const page = await open("/labs/microservices-same-shop/");
    await page.waitForLoadState("networkidle");
    await press(page, "다음");
    await eventually(() => spoken(page)).not.toBe("");
    const { texts, sentence } = await page.evaluate(async () => {
      const status = document.querySelector(".bench [role=status]")!;
      const slider = document.querySelector<HTMLInputElement>(".lab-range input")!;
      const shown = () => document.querySelector(".bench-say p")!.textContent;
      const before = shown();
      const told: (string | null)[] = [];
      const change = new Promise<void>((done) => {
        new MutationObserver(() => {
          told.push(status.textContent);
          done();
        }).observe(status, { childList: true, characterData: true, subtree: true });
      });
      const texts: string[] = [];
      const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")!;
      // Both in one task, as a finger is faster than a slow phone.
      for (const place of ["2", "6"]) {
        set!.call(slider, place);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        texts.push(`${slider.value} ${slider.nextElementSibling!.textContent}`, `${shown() === before}`);
      }
      await change;
      // Whatever else would be told comes before the page rests.
      await new Promise((done) => requestIdleCallback(done));
      texts.push(`${told.length}`, `${told[0]?.includes(shown()!)}`);
      return { texts, sentence: shown() };
    });
    expect(texts).toEqual(["2 3배", "true", "6 7배", "true", "1", "true"]);
    expect(sentence).toMatch(/7배/);
    // The second act took the place of the first.
    expect(await stepOf(page)).toMatch(/^2/);
    await page.context().close();
  });

  test("a browser that refuses to change the address breaks nothing", async () => {
    const page = await open("/labs/");
    await page.addInitScript(() => {
      history.replaceState = () => {
        throw new DOMException("more than 100 times per 30 seconds", "SecurityError");
      };
    });
    const faults: string[] = [];
    page.on("pageerror", (fault) => faults.push(fault.message));
    await page.goto(`${site.origin}${STACK}`);
    await page.getByRole("slider", { name: "단계" }).focus();
    await page.keyboard.press("End");
    await eventually(() => stepOf(page)).toBe("5 / 5");
    await press(page, "뒤로");
    await eventually(() => stepOf(page)).toBe("4 / 5");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a broken link opens the start and says why, in view and aloud", async () => {
    const page = await open(`${STACK}#v=1&s=delete&at=99`);
    await eventually(() => spoken(page)).toContain("처음 상태로 열었습니다");
    expect(await page.locator(".bench-notice").textContent()).toContain("0부터 5까지");
    expect(await stepOf(page)).toBe("0 / 5");
    await page.context().close();
  });

  test("nothing plays by itself; playing is not announced, and stops when the page is hidden", async () => {
    const page = await open(STACK);
    await press(page, "처음으로");
    expect(await stepOf(page)).toBe("0 / 5");
    await press(page, "재생");
    await eventually(() => stepOf(page)).toBe("1 / 5");
    expect(await spoken(page)).toBe("");
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.getByRole("button", { name: "재생", exact: true }).waitFor();
    await page.context().close();
  });

  test("a guess is kept, and shown beside the answer once the run has come to it", async () => {
    const page = await open(STACK);
    await page.getByLabel(/레이어 합계는 몇 MB일까요/).fill("50");
    await press(page, "예상 남기기");
    // A reload takes away a click that the lab, still on its way, has not answered.
    await eventually(() => page.locator(".predict").textContent()).toContain("남긴 예상");
    await page.reload();
    await eventually(() => page.locator(".predict").textContent()).toContain("50MB");
    await page.getByRole("slider", { name: "단계" }).focus();
    await page.keyboard.press("End");
    await eventually(() => page.locator(".predict").textContent()).toContain("차이 60MB");
    await page.context().close();
  });

  test("what a rule refuses is said, and nothing changes", async () => {
    const page = await open(`${STACK}#v=1&s=delete&at=5`);
    await eventually(() => stepOf(page)).toBe("5 / 5");
    await press(page, "Dockerfile 고치기");
    await page.getByRole("textbox", { name: "Dockerfile 고치기" }).fill("FROM base:1.0\nRUN apt-get update");
    await press(page, "이대로 다시 빌드");
    await eventually(() => page.locator(".bench-notice").textContent()).toContain("apt-get");
    expect(await stepOf(page)).toBe("5 / 5");
    await page.context().close();
  });
});

test("on a plan a stroke cuts what it crosses, one between devices wires them, a tap breaks and buttons mend", async () => {
  const page = await open("/labs/network-topology-topology-builder/#v=1&s=ring");
  const plan = page.locator(".topology-plan");
  const said = () => page.locator(".bench-say p").textContent();
  /** A stroke over the plan, in its own 328 by 268. */
  const draw = async (from: readonly [number, number], to: readonly [number, number]) => {
    await plan.scrollIntoViewIfNeeded();
    const box = (await plan.boundingBox())!;
    const scale = box.width / 328;
    await page.mouse.move(box.x + from[0] * scale, box.y + from[1] * scale);
    await page.mouse.down();
    await page.mouse.move(box.x + to[0] * scale, box.y + to[1] * scale, { steps: 4 });
    await page.mouse.up();
  };
  await eventually(() => stepOf(page)).toMatch(/^0/);
  await page.getByRole("button", { name: "링", exact: true }).click();
  await eventually(said).toContain("링으로 이었다");
  await draw([164, 4], [164, 262]);
  await eventually(said).toContain("1–4 | 5–8");
  await page.getByRole("button", { name: "모두 되살리기" }).click();
  await eventually(said).toContain("모두 성하다");
  // From host 1 to host 3.
  await draw([207, 31], [267, 177]);
  await eventually(said).toContain("링크 1–3");
  await draw([207, 31], [207, 31]);
  await eventually(said).toContain("호스트 1이 고장 났다");
  await page.context().close();
});

test("an exercise marks each answer with its reason, and a chooser says why", async () => {
  const page = await open("/labs/docker-overview-misconceptions/");
  await press(page, "docker tag 위로");
  const order = page.locator(".task").filter({ hasText: "순서대로" });
  await order.getByRole("button", { name: "확인하기" }).click();
  await eventually(() => spoken(page)).toMatch(/5개 가운데 \d개가 맞았습니다/);
  expect(await order.locator(".reason").count()).toBe(5);
  await page.context().close();
  const chooser = await open("/labs/docker-containers-storage-chooser/");
  await chooser.getByLabel("있어야 한다").check();
  await eventually(() => chooser.locator(".advice .best").first().textContent()).toContain(
    "볼륨의 수명은 컨테이너와 따로다",
  );
  await press(chooser, "쓰기 레이어");
  await eventually(() => chooser.locator(".cases").textContent()).toContain("쓰기 레이어: 아닙니다.");
  await eventually(() => chooser.locator(".advice .best h2").textContent()).toBe("볼륨권함");
  await chooser.context().close();
});

test("on a phone a chooser asks of its situations, and what an answer comes to stays in view", async () => {
  const page = await open("/labs/docker-containers-storage-chooser/", {
    viewport: { width: 360, height: 640 },
  });
  // All of it stands there before the script comes, too.
  expect(await page.locator(".cases").innerText()).toContain("PostgreSQL을 컨테이너로 돌린다.");
  await page.locator(".questions fieldset").last().getByRole("radio").first().check();
  await eventually(() => page.locator(".bench-say .num").textContent()).toBe("1 / 4");
  const { top, bottom, header } = await page.evaluate(() => {
    const { top, bottom } = document.querySelector(".bench-say")!.getBoundingClientRect();
    return { top, bottom, header: document.querySelector(".top")!.getBoundingClientRect().bottom };
  });
  expect(top).toBeGreaterThanOrEqual(header - 1);
  expect(bottom).toBeLessThan(320);
  await press(page, "맞는 것이 없다");
  await eventually(() => page.locator(".cases").innerText()).toContain("맞는 것이 없다: 아닙니다.");
  await page.context().close();
});

test("a calculator has no bar of steps, and tells only what its values make", async () => {
  const page = await open("/labs/hpc-amdahl-lab/");
  await page.waitForLoadState("networkidle");
  await page.locator(".bench .lab-range input").first().focus();
  await page.keyboard.press("ArrowRight");
  await eventually(() => spoken(page)).not.toBe("");
  expect(await spoken(page)).toBe(await page.locator(".bench-say").textContent());
  expect(await page.getByRole("button", { name: "다음", exact: true }).count()).toBe(0);
  await page.context().close();
});

describe("the list of labs", () => {
  const shown = (page: Page) => page.locator("[data-lab]:visible").count();
  const GOAL = { lab: "docker-overview-cli-flow", scenario: "in-order", goal: "offline-second", steps: 6 };

  /** Keeps a goal as a lab does that is brought to it. */
  async function keep(page: Page): Promise<void> {
    await page.evaluate(
      (goal) =>
        new Promise<void>((done, fail) => {
          const opening = indexedDB.open("whale-notes");
          opening.onerror = () => fail(opening.error);
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("goals", "readwrite");
            const key = `${goal.lab}/${goal.scenario}/${goal.goal}`;
            const site = document.documentElement.dataset.site;
            transaction.objectStore("goals").put({ site, key, record: { ...goal, hash: "v=1&s=in-order" } });
            transaction.oncomplete = () => done(opening.result.close());
          };
        }),
      GOAL,
    );
  }

  /** How many goals the device keeps; a database that is not there yet is left to the page. */
  const countGoals = async () => {
    const made = await indexedDB.databases();
    if (made.every(({ name }) => name !== "whale-notes")) return 0;
    return new Promise<number>((done, fail) => {
      const opening = indexedDB.open("whale-notes");
      opening.onerror = () => fail(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction("goals").objectStore("goals").count();
        counting.onsuccess = () => {
          opening.result.close();
          done(counting.result);
        };
      };
    });
  };

  test("is chosen from by time and by goals met, and the choice is in the address", async () => {
    const page = await open("/labs/");
    const all = labs.length;
    await eventually(() => page.locator("[data-count='time all']").textContent()).toBe(String(all));
    const short = labs.filter(({ minutes }) => minutes <= 5).length;
    await page.getByRole("radio", { name: /5분 안/ }).press("Space");
    await eventually(() => page.locator("[data-shown]").textContent()).toBe(`실습 ${all}개 중 ${short}개`);
    expect(await shown(page)).toBe(short);
    expect(new URL(page.url()).search).toBe("?time=short");
    await page.getByRole("radio", { name: /다 푼 것/ }).press("Space");
    await eventually(() => page.locator("[data-shown]").textContent()).toBe("맞는 실습이 없습니다.");
    await press(page, "모두 보기");
    expect(await shown(page)).toBe(all);
    expect(new URL(page.url()).search).toBe("");
    await page.goto(`${site.origin}/labs/?time=long`);
    await eventually(() => page.locator("[data-shown]").textContent()).toMatch(/개 중/);
    expect(await page.getByRole("radio", { name: /더 길게/ }).isChecked()).toBe(true);
    await page.context().close();
  });

  test("says which goals this device has met, and in how many steps", async () => {
    const page = await open("/labs/");
    const goals = page.locator(`#${GOAL.lab} .lab-goals`);
    // Once what the device keeps has been asked for, its database is there.
    await goals.locator("span").waitFor();
    expect(await goals.textContent()).toBe("목표 1개");
    expect(await page.locator("[data-count='goals met']").textContent()).toBe("0");
    await keep(page);
    await page.reload();
    await eventually(() => goals.textContent()).toBe("목표를 풂 6번 만에 푼 풀이");
    expect(await goals.locator("a").getAttribute("href")).toBe(`/labs/${GOAL.lab}/#v=1&s=in-order`);
    expect(await page.locator("[data-count='goals met']").textContent()).toBe("1");
    expect(await page.locator(".lab-subjects li").first().textContent()).toMatch(/목표 \d+개 중 1개 풂$/);
    await page.context().close();
  });

  test("a task of an exercise that is all right counts as well", async () => {
    const exercise = labs.find((lab) => lab.id === "openstack-service-match")!;
    if (exercise.kind !== "exercise") throw new Error(exercise.kind);
    const [match] = exercise.tasks;
    const answers = Object.fromEntries(match!.items.map(({ id }) => [id, id]));
    const hash = fitAddress(writeSheet(exercise.tasks, { [match!.id]: answers }, []));
    const page = await open(`/labs/${exercise.id}/#${hash}`);
    // The answers of the address are there once the sheet is alive.
    await eventually(() => page.locator(".task select").first().inputValue()).toBe(match!.items[0]!.id);
    await page.getByRole("button", { name: "확인하기" }).first().click();
    await eventually(() => spoken(page)).toMatch(/맞았습니다/);
    await expect.poll(() => page.evaluate(countGoals)).toBe(1);
    await page.goto(`${site.origin}/labs/`);
    await eventually(() => page.locator(`#${exercise.id} .lab-goals`).textContent()).toBe(
      `목표 ${exercise.tasks.length}개 중 1개 풂 1번 만에 푼 풀이`,
    );
    await page.context().close();
  });

  test("without JavaScript every lab is there with its picture, its time and its goals", async () => {
    const page = await open("/labs/", { javaScriptEnabled: false });
    expect(await shown(page)).toBe(labs.length);
    expect(await page.locator("[data-lab] .lab-preview:visible").count()).toBe(labs.length);
    expect(await page.locator(".lab-filter:visible").count()).toBe(0);
    expect(await page.locator("[data-lab]").first().getAttribute("data-lab")).toBe("cluster");
    await page.context().close();
  });
});
