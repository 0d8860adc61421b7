import { text } from "node:stream/consumers";
import type { BrowserContext, Download, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NOTE = "/notes/docker-images/";

async function newContext(
  options: Parameters<OpenSite["browser"]["newContext"]>[0] = {},
): Promise<BrowserContext> {
  const context = await site.browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context;
}

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("close", () => expect(problems).toEqual([]));
  await page.goto(site.origin + path);
  return page;
}

/** Puts the cards of the note into the box, from its end. */
async function fillBox(context: BrowserContext): Promise<void> {
  const page = await open(context, NOTE);
  const cards = page.locator("[data-cards]");
  await cards.locator("summary").click();
  await cards.getByRole("button", { name: /복습에 넣기/ }).click();
  await cards.getByRole("link", { name: "복습하러 가기" }).waitFor();
  await page.close();
}

const front = (page: Page) => page.locator(".rev .card h2").textContent();

async function textOf(download: Download): Promise<string> {
  return text(await download.createReadStream());
}

/** Shows and rates the card at hand, and waits for the next. */
async function rate(page: Page, key: "1" | "2" | "3" | "4"): Promise<void> {
  await page.locator(".rev .card").waitFor();
  await page.keyboard.press("Space");
  await page.locator(".back").waitFor();
  await page.keyboard.press(key);
  await page.locator(".back").waitFor({ state: "detached" });
}

/** What the log holds, by kind; nothing where there is no database yet, and none is made. */
async function countsOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(
    () =>
      new Promise<Record<string, number>>((done) => {
        const opening = indexedDB.open("whale-notes");
        opening.onupgradeneeded = () => opening.transaction!.abort();
        opening.onerror = () => done({});
        opening.onsuccess = () => {
          const all = opening.result.transaction("log").objectStore("log").getAll();
          all.onsuccess = () => {
            const counts: Record<string, number> = {};
            for (const { kind } of all.result) counts[kind] = (counts[kind] ?? 0) + 1;
            opening.result.close();
            done(counts);
          };
        };
      }),
  );
}

test("without scripts a question can be read with its answer, its reasons and its section", async () => {
  const context = await newContext({ javaScriptEnabled: false });
  const page = await open(context, NOTE);
  const question = page.locator("#docker-images-q2");
  await question.locator("> summary").click();
  expect(await question.locator(".prose > ol > li").count()).toBe(4);
  await question.getByText("답 보기").click();
  expect(await question.textContent()).toContain("화이트아웃만 더해진다");
  expect(await question.getByRole("link").first().getAttribute("href")).toBe("#deleted-files");
  await context.close();
});

test("a wrong answer says why, leads to the section, and is heard once", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const question = page.locator("#docker-images-q2");
  await question.locator("> summary").press("Enter");
  await question.getByRole("button", { name: /200MB 줄어든다/ }).press("Enter");
  const verdict = question.locator(".verdict");
  expect(await verdict.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await verdict.textContent()).toMatch(/^다시 볼 곳입니다\. 앞 레이어는 바뀌지 않고/);
  expect(await question.locator("[role=status],[role=alert]").count()).toBe(0);
  expect(await question.locator("li.right").textContent()).toContain("정답");
  await verdict.getByRole("link", { name: /다시 읽기/ }).click();
  expect(new URL(page.url()).hash).toBe("#deleted-files");
  await question.getByRole("button", { name: "다시 풀기" }).click();
  await question.getByRole("button", { name: /줄지 않는다/ }).click();
  expect(await verdict.textContent()).toMatch(/^맞았습니다/);
  await expect.poll(() => countsOf(page)).toEqual({ answer: 2 });
  await context.close();
});

test("every kind of question is answered with keys alone", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const answered = async (id: string, answer: () => Promise<void>) => {
    const question = page.locator(`#docker-images-${id}`);
    await question.locator("> summary").press("Enter");
    await question.locator(".ask-in").waitFor();
    await answer();
    await question.locator(".verdict").waitFor();
    expect([id, await question.getAttribute("data-grade")]).toEqual([id, "right"]);
  };
  const within = (id: string) => page.locator(`#docker-images-${id}`);
  await answered("q9", async () => {
    await within("q9")
      .getByLabel(/실행 파일/)
      .press("Space");
    await within("q9")
      .getByLabel(/기본 명령/)
      .press("Space");
    await within("q9").getByRole("button", { name: "답하기" }).press("Enter");
  });
  await answered("q14", async () => {
    await within("q14").getByLabel("답").fill("카피업입니다");
    await within("q14").getByLabel("답").press("Enter");
  });
  await answered("q13", async () => {
    const wanted = ["upper에서", "lower에서", "파일 전체를", "복사본을"];
    for (const [at, name] of wanted.entries())
      for (let step = 0; step < wanted.length; step++) {
        const texts = await within("q13").locator(".opts > li > span:nth-child(2)").allTextContents();
        if (texts.findIndex((text) => text.startsWith(name)) <= at) break;
        await within("q13")
          .getByRole("button", { name: new RegExp(`^${name}.*위로$`) })
          .press("Enter");
      }
    await within("q13").getByRole("button", { name: "답하기" }).press("Enter");
  });
  await answered("q12", async () => {
    const selects = within("q12").locator("select");
    for (const [index, label] of ["tool.sh 화이트아웃", "lower2: lib.so", "lower1: app.conf"].entries())
      await selects.nth(index).selectOption({ label });
    await within("q12").getByRole("button", { name: "답하기" }).press("Enter");
  });
  await answered("q11", async () => {
    await within("q11")
      .getByRole("button", { name: /RUN curl/ })
      .press("Enter");
  });
  await context.close();
});

test("a button that was pressed by key keeps the focus, and what was opened stays open", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const question = page.locator("#docker-images-q2");
  await question.locator("> summary").press("Enter");
  await question.getByRole("button", { name: /줄지 않는다/ }).press("Enter");
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await question.getByRole("button", { name: "복습 카드로 남기기" }).press("Enter");
  await question.getByText("복습 카드에 있습니다").waitFor();
  expect(await focused()).toBe("복습 카드에 있습니다");
  const cards = page.locator("[data-cards]");
  await cards.locator("summary").press("Enter");
  await cards.getByRole("button", { name: /복습에 넣기/ }).press("Enter");
  await cards.getByRole("link", { name: "복습하러 가기" }).waitFor();
  expect(await focused()).toMatch(/복습에 넣기$/);
  await page.goto(`${site.origin}/review/`);
  await page.locator("summary", { hasText: "카드 넣기" }).press("Enter");
  const take = page.locator(".rev-row").filter({ hasText: "컨테이너와 볼륨" }).getByRole("button").first();
  const name = (await take.textContent())!;
  await take.press("Enter");
  await take.filter({ hasText: "모두 넣음" }).waitFor();
  expect(await focused()).toContain(name);
  await context.close();
});

test("where storage is refused a note says that its cards are not kept, and leads to no empty box", async () => {
  const context = await newContext();
  await context.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  const page = await open(context, NOTE);
  const cards = page.locator("[data-cards]");
  await cards.locator("summary").click();
  await cards.getByRole("button", { name: /복습에 넣기/ }).click();
  await cards.getByText("저장이 막혀 있어 남지 않습니다.").waitFor();
  expect(await cards.getByRole("link", { name: "복습하러 가기" }).count()).toBe(0);
  await context.close();
});

test("cards are shown, rated, taken back and left for the day by keys, and are there after a reload", async () => {
  const context = await newContext();
  await fillBox(context);
  const page = await open(context, "/review/");
  expect(await front(page)).toBe("이미지");
  await rate(page, "3");
  expect(await front(page)).toBe("레이어");
  await rate(page, "1");
  await page.keyboard.press("u");
  await expect.poll(() => front(page)).toBe("레이어");
  await rate(page, "4");
  expect(await countsOf(page)).toEqual({ keep: 12, review: 3, undo: 1 });
  await page.reload();
  await page.locator(".rev .card").waitFor();
  expect(await page.locator(".rev-side dd").allTextContents()).toEqual(["1", "0", "8"]);
  await page.keyboard.press("Space");
  await page.getByRole("link", { name: /에서 읽기/ }).waitFor();
  await page.keyboard.press("s");
  await expect.poll(() => countsOf(page)).toMatchObject({ rest: 1 });
  await page.getByRole("button", { name: /오늘은 여기까지/ }).click();
  expect(await page.locator(".rev-stage").textContent()).toMatch(/오늘 2장을 봤습니다/);
  await context.close();
});

test("ten cards a day for a week come back when they are due", async () => {
  const context = await newContext({ timezoneId: "Asia/Seoul" });
  await fillBox(context);
  const page = await context.newPage();
  await page.clock.install({ time: new Date("2027-01-04T20:00:00+09:00") });
  await page.goto(`${site.origin}/review/`);
  const seen: number[] = [];
  for (let day = 0; day < 7; day++) {
    await page.clock.setSystemTime(new Date(Date.UTC(2027, 0, 4 + day, 11)));
    await page.reload();
    await page.locator(".rev-side dd").first().waitFor();
    let cards = 0;
    while ((await page.locator(".rev .card").count()) > 0 && cards < 60) {
      await rate(page, "3");
      cards++;
    }
    seen.push(cards);
    expect(await page.locator(".rev-stage").textContent()).toMatch(
      day === 0 || cards > 0 ? /봤습니다/ : /없습니다|봤습니다/,
    );
  }
  // Ten new ones twice on the first day, the last two on the second, and then what is due.
  expect(seen[0]).toBe(20);
  expect(seen[1]).toBe(4);
  expect(seen.slice(2).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(12);
  await context.close();
});

test("two tabs review at once and no review is lost", async () => {
  const context = await newContext();
  await fillBox(context);
  const [one, other] = [await open(context, "/review/"), await open(context, "/review/")];
  await one.locator(".rev .card").waitFor();
  await other.locator(".rev .card").waitFor();
  const first = await front(one);
  await rate(one, "4");
  await expect.poll(() => front(other)).not.toBe(first);
  const second = await front(other);
  await rate(other, "4");
  await expect.poll(() => front(one)).not.toBe(second);
  await rate(one, "3");
  await expect.poll(() => countsOf(one)).toMatchObject({ review: 3 });
  await context.close();
});

test("where storage is refused in the middle of a review it goes on, says so once, and can be saved as a file", async () => {
  const context = await newContext();
  await fillBox(context);
  const page = await open(context, "/review/");
  await rate(page, "4");
  expect(await page.locator(".rev-warn").count()).toBe(0);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const second = await front(page);
  await rate(page, "4");
  await rate(page, "4");
  expect(await front(page)).not.toBe(second);
  expect(await page.locator(".rev-warn").count()).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".rev-warn").getByRole("button", { name: "내보내기" }).click(),
  ]);
  const saved = JSON.parse(await textOf(download)) as { entries: { kind: string }[] };
  expect(saved.entries.filter(({ kind }) => kind === "review")).toHaveLength(3);
  await context.close();
});

test("what is exported, wiped and brought back is the same", async () => {
  const context = await newContext();
  await fillBox(context);
  const review = await open(context, "/review/");
  await rate(review, "3");
  await rate(review, "1");
  await review.close();
  const page = await open(context, "/my/");
  const save = async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "내보내기", exact: true }).click(),
    ]);
    return await textOf(download);
  };
  const entriesOf = (text: string) => (JSON.parse(text) as { entries: unknown }).entries;
  const before = await save();
  const all = page.getByRole("button", { name: "모두 지우기" });
  await all.click();
  await page.getByRole("button", { name: "정말 지우기" }).click();
  await page.getByText("아직 아무것도 없습니다.").waitFor();
  expect(await countsOf(page)).toEqual({});
  const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from(before) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("복습 기록 2건, 그 가운데 새것 2건").waitFor();
  expect(await countsOf(page)).toEqual({});
  await page.getByRole("button", { name: /합치기/ }).click();
  await page.getByText("가져왔습니다.").waitFor();
  expect(entriesOf(await save())).toEqual(entriesOf(before));
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
  await page.getByText("고래노트에서 내보낸 파일이 아닙니다.").waitFor();
  await context.close();
});

test("a database of the first version keeps its goals and gains the log", async () => {
  const context = await newContext();
  const page = await open(context, "/");
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const site = document.documentElement.dataset.site;
        const opening = indexedDB.open("whale-notes", 1);
        opening.onupgradeneeded = () =>
          opening.result.createObjectStore("goals", { keyPath: ["site", "key"] });
        opening.onsuccess = () => {
          const record = { lab: "a-b", scenario: "start", goal: "low", steps: 3, hash: "v=1&s=start&at=3" };
          const transaction = opening.result.transaction("goals", "readwrite");
          transaction.objectStore("goals").put({ site, key: "a-b/start/low", record });
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
  );
  await page.goto(`${site.origin}/my/`);
  expect(await page.locator("tr", { hasText: "실습에서 이룬 목표" }).locator("td").nth(1).textContent()).toBe(
    "1",
  );
  await page.close();
  await fillBox(context);
  await context.close();
});

test("own cards are made, left with gaps, and put in other words", async () => {
  const context = await newContext();
  const page = await open(context, "/review/");
  await page.getByText("내 카드").click();
  await page.getByLabel("앞").fill("레이어는 {{읽기 전용}}이다");
  await page.getByRole("button", { name: "저장" }).click();
  await page.locator(".rev .card").waitFor();
  expect(await front(page)).toBe("레이어는 ____이다");
  await page.locator(".rev .card").click();
  expect(await page.locator(".back").textContent()).toBe("레이어는 읽기 전용이다");
  await page.locator(".rev .card").getByRole("button", { name: "고치기" }).click();
  const dialog = page.locator("dialog.study-dialog");
  await dialog.getByLabel("뒤").fill("아래 레이어의 이야기다");
  await dialog.getByRole("button", { name: "저장" }).click();
  await expect.poll(() => page.locator(".rev .card").textContent()).toContain("아래 레이어의 이야기다");
  await context.close();
});

/** Addresses of scripts that the page has fetched. */
const scriptsOf = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.endsWith(".js")),
  );

test("who comes first is not greeted, who comes back finds what was read and the cards of today", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  await page.waitForFunction(() => localStorage.getItem("whale.place") !== null);
  expect((await scriptsOf(page)).filter((name) => /reader|own|study/.test(name))).toEqual([]);
  await page.goto(`${site.origin}${NOTE}#layers`);
  await page.getByRole("button", { name: "모두 읽음으로 표시" }).click();
  await expect.poll(() => page.locator(".gauge a[data-read]").count()).toBeGreaterThan(8);
  await page.getByRole("button", { name: "이 절에 책갈피" }).click();
  await expect.poll(() => countsOf(page)).toMatchObject({ bookmark: 1 });
  await fillBox(context);
  await page.goto(`${site.origin}/`);
  await page.locator("[data-due]").waitFor();
  expect(await page.locator("[data-due]").textContent()).toContain("오늘 볼 카드 10장");
  const station = page.locator('[data-station="docker-images"]');
  expect(await station.getAttribute("class")).toContain("read");
  expect(await station.locator("title").textContent()).toBe(" (다 읽음)");
  expect(await page.locator("[data-sign]:visible").allTextContents()).toEqual(["다 읽은 노트"]);
  await page.locator("[data-due]").click();
  await page.locator(".rev .card").waitFor();
  await context.close();
});

test("a section that was in view for as long as it takes counts as read", async () => {
  const context = await newContext();
  await (await open(context, NOTE)).close();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${site.origin}${NOTE}#registry`);
  await page.getByRole("button", { name: "모두 읽음으로 표시" }).waitFor();
  expect(await page.locator(".gauge a[data-read]").count()).toBe(0);
  for (let step = 0; step < 6; step++) {
    await page.mouse.move(600 + step, 400);
    await page.clock.runFor(20_000);
  }
  await expect
    .poll(() => page.locator(".gauge a[data-read]").getAttribute("aria-label"))
    .toBe("레지스트리와 내려받기 (읽음)");
  await context.close();
});

test("reading goes on at the same paragraph, whatever the width", async () => {
  const context = await newContext();
  await (await open(context, NOTE)).close();
  const page = await open(context, `${NOTE}#registry`);
  await page.getByRole("button", { name: "이 절에 책갈피" }).waitFor();
  const paragraph = page.locator("article p", { hasText: "마지막 줄을 눈여겨보자" });
  await paragraph.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await page.waitForFunction(() => localStorage.getItem("whale.paragraph")?.includes("마지막 줄을"));
  await page.goto(`${site.origin}/`);
  await page.setViewportSize({ width: 400, height: 800 });
  await page.locator("[data-resume]").click();
  await page.waitForFunction(() => {
    const found = [...document.querySelectorAll("article p")].find((one) =>
      one.textContent?.startsWith("마지막 줄을"),
    );
    const top = found?.getBoundingClientRect().top ?? -1;
    return top > 0 && top < innerHeight;
  });
  await context.close();
});

/** Marks a sentence of the note as its key. */
async function markSentence(page: Page): Promise<void> {
  const sentence = page.locator("article p", { hasText: "레이어는 셋인데 컨테이너에는" });
  await sentence.scrollIntoViewIfNeeded();
  await sentence.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await page.locator(".share-offer").click();
  await page.getByRole("button", { name: /핵심으로 표시/ }).click();
  await expect.poll(() => countsOf(page)).toMatchObject({ mark: 1 });
}

test("words are marked in ink, found again after an edit, and told where they are gone", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  await markSentence(page);
  const inkOf = () =>
    page.evaluate(() => [...(CSS.highlights.get("ink-key") ?? [])].map((range) => String(range)).join());
  expect(await inkOf()).toContain("레이어는 셋인데");
  // As it was marked in an earlier version of the text, and one whose words have left the note.
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        const opening = indexedDB.open("whale-notes");
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("log", "readwrite");
          const site = document.documentElement.dataset.site;
          const base = {
            at: 1,
            kind: "mark",
            note: "docker-images",
            ink: "key",
            comment: "외울 것",
            on: true,
          };
          const edited = {
            ...base,
            id: "old-1",
            mark: "m-old",
            section: "moved-away",
            quote: "화이트아웃은 아래층의 파일을 안 보이게 하는 삭제 표시이다.",
            prefix: "",
            suffix: " 아래 레이어는 읽기 전용이라 파일을",
          };
          const gone = {
            ...base,
            id: "old-2",
            mark: "m-gone",
            section: "registry",
            quote: "고래는 바다에 사는 포유류이며 물을 뿜는다.",
            prefix: "",
            suffix: "",
          };
          for (const entry of [edited, gone])
            transaction.objectStore("log").put({ site, id: entry.id, kind: "mark", entry });
          transaction.oncomplete = () => {
            opening.result.close();
            done();
          };
        };
      }),
  );
  await page.reload();
  await page.locator(".mark-list").waitFor();
  expect(await inkOf()).toContain("보이지 않게 하는 삭제 표시");
  expect(await page.locator("#registry + .mark-lost").textContent()).toContain("고래는 바다에");
  await page.goto(`${site.origin}/my/`);
  await page.getByLabel("표시와 메모에서 찾기").fill("포유류");
  await expect.poll(() => page.locator(".my-marks li").count()).toBe(1);
  await context.close();
});

test("a sentence becomes a card with the words left out that were pressed", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const sentence = page.locator("article p", { hasText: "레이어는 셋인데 컨테이너에는" });
  await sentence.scrollIntoViewIfNeeded();
  await sentence.evaluate((element) => {
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(element.lastChild!, 20);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  });
  await page.locator(".share-offer").click();
  await page.getByRole("button", { name: /복습 카드로 만들기/ }).click();
  const dialog = page.locator("dialog.study-dialog");
  await dialog.getByRole("button", { name: "셋인데" }).press("Enter");
  await dialog.getByRole("button", { name: "저장" }).click();
  await expect.poll(() => countsOf(page)).toEqual({ own: 1, keep: 1 });
  await page.goto(`${site.origin}/review/`);
  expect(await front(page)).toMatch(/^레이어는 ____ 컨테이너에는/);
  await context.close();
});

test("what a reader marked is found by search as their own, and leads to its words", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  await markSentence(page);
  await page.goto(`${site.origin}/glossary/`);
  await page.keyboard.press("/");
  const field = page.locator("dialog.search input");
  await field.fill("레이어는 셋인데");
  const own = page.locator(".hits .hit.mine");
  await own.waitFor();
  expect(await own.getAttribute("role")).toBe("option");
  expect(await own.textContent()).toMatch(/^내 기록형광펜 · 핵심레이어는 셋인데/);
  // By keys like any other.
  for (let step = 0; step < 50 && (await own.getAttribute("aria-selected")) !== "true"; step++)
    await field.press("ArrowDown");
  expect(await field.getAttribute("aria-activedescendant")).toBe("mine-0");
  await field.press("Enter");
  await page.waitForURL((url) => url.pathname === NOTE);
  await page.waitForFunction(() => {
    const sentence = [...document.querySelectorAll("article p")].find((one) =>
      one.textContent?.startsWith("레이어는 셋인데"),
    );
    const top = sentence?.getBoundingClientRect().top ?? -1;
    return top > 0 && top < innerHeight;
  });
  // What only the reader said is found too, where the site has nothing.
  const comment = page.locator(".mark-list textarea");
  await page.locator(".mark-list summary").click();
  await comment.fill("쀍쀍 외우기");
  await comment.blur();
  await expect.poll(() => countsOf(page)).toMatchObject({ mark: 2 });
  await page.keyboard.press("/");
  await field.fill("쀍쀍");
  await own.waitFor();
  expect(await page.locator(".hits > a").count()).toBe(1);
  await context.close();
});

test("one's own marks wait for the answer of search, so that what is chosen is what is opened", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  await markSentence(page);
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/search/index.json", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${site.origin}/glossary/`);
  await page.keyboard.press("/");
  const field = page.locator("dialog.search input");
  await field.fill("레이어는 셋인데");
  await page.locator(".hits[aria-busy]").waitFor({ state: "attached" });
  await expect.poll(async () => (await scriptsOf(page)).some((name) => /\/own\./.test(name))).toBe(true);
  // The log has been read by then, since a later look at it was answered.
  await countsOf(page);
  const own = page.locator(".hits .hit.mine");
  expect(await own.count()).toBe(0);
  release();
  await own.waitFor();
  expect(await page.locator(".hits .hit").count()).toBeGreaterThan(1);
  await context.close();
});

test("on a device that holds nothing search loads nothing for it", async () => {
  const context = await newContext();
  const page = await open(context, "/glossary/");
  await page.keyboard.press("/");
  await page.locator("dialog.search input").fill("레이어");
  await page.locator(".hits .hit").first().waitFor();
  expect((await scriptsOf(page)).filter((name) => /reader|own/.test(name))).toEqual([]);
  await context.close();
});

test("read, in progress, due and forgotten are told wherever notes and labs are listed, and fall as days go by", async () => {
  const context = await newContext();
  await fillBox(context);
  const page = await context.newPage();
  await page.clock.install({ time: Date.now() });
  await page.goto(`${site.origin}${NOTE}`);
  await page.getByRole("button", { name: "모두 읽음으로 표시" }).click();
  const sidebar = page.locator(`.side .line a[href="${NOTE}"]`);
  await expect.poll(() => sidebar.textContent()).toContain("다 읽음");
  await page.goto(`${site.origin}/review/`);
  await rate(page, "4");
  await rate(page, "4");
  const year = Date.now() + 400 * 86_400_000;
  await page.clock.setSystemTime(year);
  // As it is told from the second day on, with nothing but what was kept.
  await page.goto(`${site.origin}/notes/`);
  const row = page.locator(`.index-group li:has(a[href="${NOTE}"])`);
  await expect.poll(() => row.textContent()).toMatch(/다 읽음 · 복습 2장/);
  await page.goto(`${site.origin}/`);
  await page.locator("[data-due]").waitFor();
  expect(await page.locator("[data-due]").textContent()).toContain("오늘 볼 카드 12장");
  expect(await page.locator("[data-sign]:visible").allTextContents()).toContain(
    "오늘 복습할 카드가 있는 노트",
  );
  // Behind the next note the cards of today are offered, and sources come after both.
  await page.goto(`${site.origin}${NOTE}`);
  await page.locator(".due-row").waitFor();
  const order = await page
    .locator(".pager a[rel=next], .pager a[rel=prev], .due-row, #labs, #sources")
    .evaluateAll((all) => all.map((one) => one.getAttribute("rel") || one.className || one.id));
  expect(order).toEqual(["next", "prev", "due-row", "labs", "sources"]);
  // What nobody was asked for years is not told as known.
  await page.clock.setSystemTime(year + 4000 * 86_400_000);
  await page.goto(`${site.origin}/notes/`);
  await expect.poll(() => row.textContent()).toMatch(/잊은 듯한 카드 2장/);
  await context.close();
});

test("sections that changed since the last visit are named on the note and the home page, and not at the next visit", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const dated = await page.locator("[data-dated]").getAttribute("data-dated");
  const hours = dated!.split(" ").map((hour) => Number.parseInt(hour, 36));
  const newest = Math.max(...hours.slice(1));
  expect(newest).toBeGreaterThan(0);
  const wanted = hours.slice(1).filter((hour) => hour === newest).length;
  const facts = page.locator(".facts", { hasText: "지난번 뒤로 바뀐 절" });
  // Who comes back finds nothing new.
  await page.goto(`${site.origin}${NOTE}`);
  await page.waitForFunction(() => localStorage.getItem("whale.seen") !== null);
  expect(await facts.count()).toBe(0);
  // As it is when the visit was before the last change.
  await page.evaluate(
    (version) => localStorage.setItem("whale.seen", JSON.stringify([["docker-images", version, version, 1]])),
    hours[0]! + newest - 1,
  );
  await page.goto(`${site.origin}/`);
  await page.locator("[data-changed]:visible").first().waitFor();
  const told = await page.locator("[data-changed]:visible").allTextContents();
  expect(told.join()).toMatch(/새로 바뀐 절.+· \d+월 \d+일/);
  await page.goto(`${site.origin}${NOTE}`);
  await facts.waitFor();
  expect(await page.locator(".gauge a[data-new]").count()).toBe(wanted);
  const section = page.locator(".gauge a[data-new]").first();
  expect(await section.getAttribute("aria-description")).toBe("지난번 뒤로 바뀐 절");
  // The same visit still says so, the next one does not.
  await page.reload();
  await facts.waitFor();
  await page.evaluate(() => {
    const visits = JSON.parse(localStorage.getItem("whale.seen")!);
    for (const visit of visits) visit[3] = 1;
    localStorage.setItem("whale.seen", JSON.stringify(visits));
  });
  await page.reload();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("whale.seen")!)[0][3] > 1);
  expect(await facts.count()).toBe(0);
  await page.goto(`${site.origin}/`);
  await page.locator("[data-resume]").waitFor();
  expect(await page.locator('[data-changed^="docker-images "]:visible').count()).toBe(0);
  await context.close();
});

const LAB = "/labs/docker-images-cache-invalidation/";

test("a lab as it stands becomes a card that opens it so, and its note, the list of labs and search know of it", async () => {
  const context = await newContext();
  const page = await open(context, LAB);
  const track = page.getByRole("slider", { name: "단계" });
  await track.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(/at=1/);
  const { hash } = new URL(page.url());
  await page.locator(".bench [data-share=lab]").click();
  await page.getByRole("button", { name: /복습 카드로 만들기/ }).click();
  const dialog = page.getByRole("dialog", { name: "복습 카드로 만들기" });
  // Words are left out by selecting them.
  await dialog.getByLabel("앞").fill("캐시가 깨지는 곳은 셋째 줄");
  await dialog.getByLabel("앞").evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(11, 16));
  await dialog.getByRole("button", { name: "고른 말 가리기" }).press("Enter");
  expect(await dialog.getByLabel("앞").inputValue()).toBe("캐시가 깨지는 곳은 {{셋째 줄}}");
  await dialog.getByRole("button", { name: "저장" }).click();
  await expect.poll(() => countsOf(page)).toEqual({ own: 1, keep: 1 });
  await page.goto(`${site.origin}/review/`);
  expect(await front(page)).toBe("캐시가 깨지는 곳은 ____");
  await page.keyboard.press("Space");
  await page.getByRole("link", { name: "그 상태의 실습 보기" }).click();
  await page.waitForURL((url) => url.pathname === LAB && url.hash === hash);
  await expect.poll(() => page.getByRole("slider", { name: "단계" }).inputValue()).toBe("1");
  await page.goto(`${site.origin}/review/`);
  await rate(page, "1");
  await page.goto(`${site.origin}/labs/`);
  const row = page.locator('.lab-list > [id="docker-images-cache-invalidation"] .std');
  await expect.poll(() => row.textContent()).toBe("복습 1장");
  await context.close();
});

test("figures, terms, labs and sections are kept as bookmarks and let go of, and the last ones are listed", async () => {
  const context = await newContext();
  const page = await open(context, NOTE);
  const figure = page.locator("figure.fig[id]").first();
  const name = (await figure.locator(".plate").getAttribute("aria-label"))!;
  const keepHere = async (control: string) => {
    await page.locator(control).first().click();
    await page.getByRole("button", { name: /^책갈피/ }).click();
  };
  await figure.scrollIntoViewIfNeeded();
  await figure.hover();
  await keepHere("figure.fig [data-share=figure]");
  await expect.poll(() => countsOf(page)).toMatchObject({ bookmark: 1 });
  await page.goto(`${site.origin}${NOTE}#${await figure.getAttribute("id")}`);
  await page.mouse.wheel(0, 1);
  await page.waitForFunction(() => localStorage.getItem("whale.recent")?.includes('"figure"'));
  await page.goto(`${site.origin}${LAB}`);
  await page.mouse.wheel(0, 1);
  await page.waitForFunction(() => localStorage.getItem("whale.recent")?.includes('"lab"'));
  await page.goto(`${site.origin}/glossary/#image`);
  await page.mouse.wheel(0, 1);
  await page.waitForFunction(() => localStorage.getItem("whale.recent")?.includes('"term"'));
  await page.goto(`${site.origin}/my/`);
  const kept = page.locator(".my-place");
  await expect.poll(() => kept.locator("a").textContent()).toContain(name);
  const recent = await page.locator(".my-recent small").allTextContents();
  expect(recent).toEqual(["용어", "실습", "그림", "절"]);
  await kept.getByRole("button").click();
  await kept.getByRole("button", { name: "정말 지우기" }).click();
  await expect.poll(() => kept.count()).toBe(0);
  await context.close();
});

test("an edit while a reader is away moves the words that were read, and reading goes on at them", async () => {
  // What is served instead must not come from what the worker keeps.
  const context = await newContext({ serviceWorkers: "block" });
  await (await open(context, NOTE)).close();
  const page = await open(context, `${NOTE}#registry`);
  await page.getByRole("button", { name: "이 절에 책갈피" }).waitFor();
  const paragraph = page.locator("article p", { hasText: "마지막 줄을 눈여겨보자" });
  await paragraph.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await page.waitForFunction(() => localStorage.getItem("whale.paragraph")?.includes("마지막 줄을"));
  await page.goto(`${site.origin}/`);
  // The paragraph was edited, much was written before it, and the letters are larger now.
  await page.route(
    ({ pathname }) => pathname === NOTE,
    async (route) => {
      const html = await (await route.fetch()).text();
      const edited = html
        .replace("마지막 줄을 눈여겨보자", "마지막 줄을 잘 눈여겨보자")
        .replace(/(<article[^>]*>)/, `$1${"<p>새로 쓴 문단이다.</p>".repeat(60)}`);
      expect(edited).not.toBe(html);
      await route.fulfill({ body: edited, contentType: "text/html; charset=utf-8" });
    },
  );
  await page.evaluate(() =>
    localStorage.setItem(
      "whale.look",
      JSON.stringify({ v: 1, look: { size: "largest" }, css: { "--text": "131.25%" }, data: {} }),
    ),
  );
  await page.setViewportSize({ width: 844, height: 390 });
  // Gone to by its address: what was fetched ahead for a pointer would be the page as it was.
  await page.goto(site.origin + (await page.locator("[data-resume]").getAttribute("href")));
  await page.waitForFunction(() => {
    const found = [...document.querySelectorAll("article p")].find((one) =>
      one.textContent?.startsWith("마지막 줄을 잘"),
    );
    const top = found?.getBoundingClientRect().top ?? -1;
    return top > 0 && top < innerHeight;
  });
  await context.close();
});

test("where storage is cleared in the middle of a review it goes on, and what comes after is kept", async () => {
  const context = await newContext();
  await fillBox(context);
  const page = await open(context, "/review/");
  await rate(page, "4");
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        localStorage.clear();
        const deleting = indexedDB.deleteDatabase("whale-notes");
        deleting.onsuccess = () => done();
        deleting.onerror = () => fail(deleting.error);
      }),
  );
  const second = await front(page);
  await rate(page, "4");
  await expect.poll(() => front(page)).not.toBe(second);
  expect(await page.locator(".rev-warn").count()).toBe(0);
  expect(await countsOf(page)).toEqual({ review: 1 });
  await context.close();
});

test("what was read and marked stays read and marked when a note, its sections and its words are renamed, moved and divided", async () => {
  // What is served instead must not come from what the worker keeps.
  const context = await newContext({ serviceWorkers: "block" });
  const page = await open(context, NOTE);
  await markSentence(page);
  await page.reload();
  await page.getByRole("button", { name: "모두 읽음으로 표시" }).click();
  await expect.poll(() => page.locator(".gauge a[data-read]").count()).toBeGreaterThan(8);
  const sections = await page.locator(".gauge a[data-read]").count();
  // The note is called otherwise, a section has another id, another was divided, and the marked sentence was edited in it.
  await page.route(
    ({ pathname }) => pathname === NOTE,
    async (route) => {
      const html = await (await route.fetch()).text();
      const edited = html
        .replace('data-note="docker-images"', 'data-note="images" data-was="docker-images"')
        .replace(/<h2 id="registry"/, '<h2 id="pulling"')
        .replaceAll('href="#registry"', 'href="#pulling"')
        .replace(/(<h2 id="pulling"[^>]*>)/, '$1<span class="old-id" id="registry"></span>')
        .replace(/<p>(?=(?:(?!<p>).)*셋인데)/s, '<h2 id="divided">나뉜 절</h2><p>그런데 ');
      expect(edited).toContain('id="divided"');
      expect(edited).toContain('class="old-id" id="registry"');
      await route.fulfill({ body: edited, contentType: "text/html; charset=utf-8" });
    },
  );
  await page.goto(`${site.origin}${NOTE}`);
  await expect.poll(() => page.locator(".gauge a[data-read]").count()).toBe(sections);
  expect(await page.locator('.gauge a[href="#pulling"]').getAttribute("data-read")).toBe("");
  await page.locator(".mark-list").waitFor();
  expect(
    await page.evaluate(() =>
      [...(CSS.highlights.get("ink-key") ?? [])].map((range) => String(range)).join(),
    ),
  ).toContain("레이어는 셋인데");
  expect(await page.locator(".mark-lost").count()).toBe(0);
  await context.close();
});

test("who turns the phone or chooses larger letters goes on reading where they were", async () => {
  const context = await newContext({ viewport: { width: 390, height: 844 } });
  await (await open(context, NOTE)).close();
  const page = await open(context, `${NOTE}#registry`);
  await page.waitForFunction(() => document.querySelectorAll(".toc-tools button").length > 2);
  const paragraph = page.locator("article p", { hasText: "마지막 줄을 눈여겨보자" });
  await paragraph.evaluate((element) => element.scrollIntoView({ block: "start" }));
  await page.waitForFunction(() => localStorage.getItem("whale.paragraph")?.includes("마지막 줄을"));
  const isInView = () =>
    paragraph.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return bottom > 80 && top < innerHeight;
    });
  for (const [width, height] of [
    [844, 390],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(isInView).toBe(true);
  }
  await page.evaluate(() => document.documentElement.style.setProperty("--text", "131.25%"));
  await expect.poll(isInView).toBe(true);
  await context.close();
});
