import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { formatFinding } from "../../diagnostics/format.ts";
import { createCompileCache } from "../compile/cache.ts";
import { openStore } from "../store/store.ts";
import { buildCatalog } from "./build-catalog.ts";
import { readSettings } from "./settings.ts";

const PROJECT = join(import.meta.dirname, "..", "..", "..");
const root = mkdtempSync(join(tmpdir(), "live-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, "content"));
for (const [name, text] of [
  ["glossary.yaml", "[]\n"],
  ["sources.yaml", "{}\n"],
  ["map.yaml", "notes: []\npaths: []\n"],
] as const)
  writeFileSync(join(root, "content", name), text);
const store = openStore(PROJECT, join(root, "store"));
const compile = createCompileCache(store);

const LAB = 'lab="inverse-virtualization-remote-cost"';

/** What the author of one note is told of its figures, and the figures. */
async function told(text: string, format: "md" | "mdx" = "mdx") {
  const folder = mkdtempSync(join(root, "notes-"));
  writeFileSync(join(folder, `a.${format}`), text);
  const settings = readSettings(root, { NOTES_DIR: folder, INIT_CWD: root });
  const { findings, notes } = await buildCatalog(settings, store, compile);
  const own = findings.filter(({ code }) => /^(?:live|mdx)\//.test(code));
  return {
    lives: notes[0]!.lives,
    said: own.map((finding) => formatFinding(finding).replace(/^.*\/(a\.mdx?):/, "$1:")).join("\n"),
  };
}

const SENTENCE =
  '접근의 <Num name="remotePercent">10</Num>%가 원격이면 <Out name="relative">2.9배</Out>가 걸린다.';

test.each(["md", "mdx"] as const)("a figure in .%s is found with what its sentence says", async (format) => {
  const { lives, said } = await told(
    `# 가\n\n## 지연 [#latency]\n\n<Live ${LAB} pane="average">\n\n${SENTENCE}\n\n</Live>\n\n뒤의 글.\n`,
    format,
  );
  expect(said).toBe("");
  expect(lives).toMatchObject([
    {
      lab: "inverse-virtualization-remote-cost",
      anchor: "latency",
      pane: "average",
      numbers: [{ name: "remotePercent", text: "10" }],
      results: [{ name: "relative", text: "2.9배" }],
    },
  ]);
});

test("a lab that there is not, with the nearest that there is", async () => {
  const { said } = await told(
    `# 가\n\n<Live lab="inverse-virtualization-remote-cots">\n${SENTENCE}\n</Live>\n`,
  );
  expect(said).toMatchInlineSnapshot(`
    "a.mdx:3:1  warning  live/unknown-lab
      실습 "inverse-virtualization-remote-cots"가 없습니다.
      혹시 "inverse-virtualization-remote-cost"인가요?"
  `);
});

test("values, names and panes that there are not, and a sentence that says what is not computed", async () => {
  const figure = (inside: string, attributes = "") => `<Live ${LAB}${attributes}>\n${inside}\n</Live>\n`;
  const { said } = await told(
    [
      "# 가",
      `## 하나\n\n${figure('<Num name="remotePercent">101</Num>%')}`,
      `## 둘\n\n${figure('<Num name="remotePercnt">10</Num>% <Out name="averag">1</Out>')}`,
      `## 셋\n\n${figure('<Num name="remotePercent">10</Num>%는 <Out name="relative">3배</Out>')}`,
      `## 넷\n\n${figure("글.", ' pane="avrage"')}`,
      `## 다섯\n\n${figure("글.", ' state="s=remote&at=x"')}`,
      `## 여섯\n\n${figure("글.")}\n\n${figure("글.")}`,
      '## 일곱\n\n<Num name="remotePercent">10</Num>\n',
    ].join("\n\n"),
  );
  expect(said).toMatchInlineSnapshot(`
    "a.mdx:6:1  warning  live/value
      원격 접근 "101"은 쓸 수 없는 값입니다. 0부터 100까지 101가지입니다.
      가장 가까운 값은 100입니다.
    a.mdx:13:1  warning  live/unknown-name
      <Num>의 이름 "remotePercnt"는 없습니다. 쓸 수 있는 이름: nodes, nodeGiB, workGiB, remotePercent, localNs, remoteNs, moveNs, reuse, step
      혹시 "remotePercent"인가요?
    a.mdx:13:36  warning  live/unknown-name
      <Out>의 이름 "averag"는 없습니다. 쓸 수 있는 이름: average, relative, pays
      혹시 "average"인가요?
    a.mdx:20:38  warning  live/result
      글의 수는 "3배", 실습의 셈은 "2.9배"입니다.
      <Out name="relative">2.9배</Out>
    a.mdx:26:1  warning  live/unknown-pane
      그림 "avrage"는 없습니다. 쓸 수 있는 이름: average, moving
      혹시 "average"인가요?
    a.mdx:33:1  warning  live/state
      state를 열 수 없습니다. 주소에 적힌 예제가 없습니다. 처음 상태로 열었습니다.
      실습의 주소에서 # 뒤를 그대로 옮기세요.
    a.mdx:45:1  warning  live/twice
      한 절에 움직이는 그림이 둘 있습니다.
      하나를 다른 절로 옮기거나 절을 나누세요. 주소가 절마다 하나를 가리킵니다.
    a.mdx:52:1  warning  live/outside
      <Num>은 <Live> 안에서만 뜻이 있습니다.
      숫자가 든 문단을 <Live lab="…">와 </Live> 사이에 두세요."
  `);
});

test("an attribute that there is not", async () => {
  const { said } = await told(`# 가\n\n<Live ${LAB} panel="average">\n글.\n</Live>\n`);
  expect(said).toMatchInlineSnapshot(`
    "a.mdx:3:1  warning  mdx/unknown-attribute
      <Live>에 panel 속성은 없습니다. 쓸 수 있는 속성: lab, state, pane
      혹시 pane인가요?"
  `);
});
