import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawNumber, seedRandom } from "../../lib/sim/random.ts";
import { type Checkout, openCheckout } from "./checkout.ts";

/** `kill -9` at any moment: the same command works afterwards, and nobody was ever served half a site. */

const NOTES = 20;
const KILLS = 20;
/** One seed for all, so that a moment that was found can be found again. */
let chance = seedRandom(20261130);
let checkout: Checkout;
/** How long a build takes after an edit, on the machine that runs this, in milliseconds. */
let span = 0;

function draw(): number {
  const { value, random } = drawNumber(chance);
  chance = random;
  return value;
}

const textOf = (note: number, edition: number) =>
  `# 노트 ${note}\n\n판 ${edition}의 글이다.\n\n## 절\n\n${"한 문장이다. ".repeat(40)}\n`;

function edit(edition: number): void {
  for (let note = 0; note < NOTES; note++)
    checkout.write(join(checkout.notes, `n${note}.md`), textOf(note, note % 5 === edition % 5 ? edition : 0));
}

beforeAll(async () => {
  checkout = openCheckout();
  edit(0);
  expect((await checkout.run("build").ended).code).toBe(0);
  edit(1);
  const started = performance.now();
  expect((await checkout.run("build").ended).code).toBe(0);
  span = performance.now() - started;
});
afterAll(() => checkout.remove());

/** Every page that is in place is whole: somebody may be reading it. */
function expectNoHalfPages(): void {
  const out = join(checkout.root, "out");
  if (!existsSync(out)) return;
  for (const page of [
    "index.html",
    "404.html",
    ...Array.from({ length: NOTES }, (_, n) => `notes/n${n}/index.html`),
  ])
    expect(readFileSync(join(out, page), "utf8").trimEnd(), page).toMatch(/<\/html>$/);
}

const commands = ["build", "start", "dev"] as const;

test.each(
  Array.from({ length: KILLS }, (_, kill) => [kill + 1, commands[[0, 0, 1, 0, 2][kill % 5]!]!] as const),
)("kill %i, of npm run %s", async (kill, command) => {
  const edition = kill + 1;
  edit(edition);
  const port = String(6200 + kill * 3);
  const { child, ended } = checkout.run(command, { PORT: port });
  // A moment is what is tried here; whatever it is, what follows must hold.
  await sleep(draw() * span);
  child.kill("SIGKILL");
  await ended;
  expectNoHalfPages();
  if (command === "dev") {
    const again = checkout.run("dev", { PORT: port });
    const origin = await new Promise<string>((done) =>
      again.child.stdout!.on("data", (chunk) => {
        const found = /http:\/\/\S+?(?=\/\s)/.exec(String(chunk))?.[0];
        if (found) done(found);
      }),
    );
    expect(await (await fetch(`${origin}/notes/n${edition % 5}/`)).text()).toContain(`판 ${edition}의 글`);
    again.child.kill("SIGTERM");
    await again.ended;
    return;
  }
  if (command === "build") {
    const { code, output } = await checkout.run("build").ended;
    expect(code, output).toBe(0);
  }
  const site = await checkout.serve();
  for (let note = 0; note < NOTES; note++) {
    const wanted = note % 5 === edition % 5 ? edition : 0;
    expect(await site.read(`/notes/n${note}/`)).toContain(`판 ${wanted}의 글`);
  }
  await site.stop();
  expectNoHalfPages();
});
