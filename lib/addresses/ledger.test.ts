import { expect, test } from "vitest";
import { formatFinding } from "../diagnostics/format.ts";
import { appendAddresses, compareLedger, noteOf, type Published, parseLedger } from "./ledger.ts";

const FILE = "content/addresses.yaml";

/** The ledger `text` against a site that has these addresses, as printed. */
function check(text: string, addresses: readonly string[], more: Partial<Published> = {}) {
  const ledger = parseLedger(text, FILE, "error");
  const published = { addresses, others: [], unreadable: new Set<string>(), ...more };
  const comparison = compareLedger(ledger, published, "error");
  const lines = text.split("\n");
  const findings = [...ledger.findings, ...comparison.findings];
  return {
    ...comparison,
    moved: Object.fromEntries(comparison.moved),
    said: findings.map((one) => formatFinding(one, lines[one.line - 1])).join("\n"),
    codes: findings.map((one) => `${one.line} ${one.code}`),
  };
}

test("a ledger that holds everything says nothing", () => {
  const { said, moved, unrecorded } = check(
    '# 장부\n\n- /notes/a/ # 첫 노트\n- /notes/a/#x\n- "/notes/a/#y"\n- /glossary/#image:\n',
    ["/notes/a/", "/notes/a/#x", "/notes/a/#y", "/glossary/#image"],
  );
  expect(said).toBe("");
  expect(moved).toEqual({});
  expect(unrecorded).toEqual([]);
});

test("new addresses are one warning with their number", () => {
  const addresses = ["/notes/a/", "/notes/a/#w", "/notes/a/#x", "/notes/a/#y", "/notes/a/#z"];
  const { said, unrecorded } = check("- /notes/a/\n", addresses);
  expect(said).toMatchInlineSnapshot(`
    "content/addresses.yaml:1:1  warning  ledger/unrecorded
      장부에 없는 주소가 4개 있습니다: /notes/a/#w, /notes/a/#x, /notes/a/#y 외 1개
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        1 | - /notes/a/
          | ^"
  `);
  expect(unrecorded).toEqual(addresses.slice(1));
});

test("a section that was renamed is missed at its line, with the line to add", () => {
  const { said } = check("- /notes/a/\n- /notes/a/#layers\n- /notes/a/#cache\n", [
    "/notes/a/",
    "/notes/a/#image-layers",
    "/notes/a/#cache",
  ]);
  expect(said).toMatchInlineSnapshot(`
    "content/addresses.yaml:2:1  error  ledger/disappeared
      공개한 주소 /notes/a/#layers가 사라졌습니다.
      가장 가까운 주소: /notes/a/#image-layers. 옮겼다면 이 줄을 더하세요: - /notes/a/#layers: /notes/a/#image-layers
        2 | - /notes/a/#layers
          | ^
    content/addresses.yaml:3:1  warning  ledger/unrecorded
      장부에 없는 주소가 1개 있습니다: /notes/a/#image-layers
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        3 | - /notes/a/#cache
          | ^"
  `);
});

test.each([
  [
    "a section that moved to another note",
    "/notes/a/#x",
    "/notes/b/#x",
    ["/notes/a/", "/notes/b/", "/notes/b/#x"],
  ],
  [
    "the only new section, whatever its name",
    "/notes/a/#x",
    "/notes/a/#quite-other",
    ["/notes/a/", "/notes/a/#quite-other"],
  ],
  [
    "a figure rather than a section",
    "/notes/a/#fig-flow",
    "/notes/a/#fig-flows",
    ["/notes/a/", "/notes/a/#flow", "/notes/a/#fig-flows"],
  ],
  ["a term", "/glossary/#immage", "/glossary/#image", ["/glossary/", "/glossary/#image"]],
  ["the page where nothing else is near", "/notes/a/#something", "/notes/a/", ["/notes/a/"]],
  [
    "all notes where not even the page is left",
    "/notes/a/#x",
    "/notes/",
    ["/notes/", "/notes/something-else-entirely/"],
  ],
])("the nearest address: %s", (_, lost, nearest, exist) => {
  const { findings } = check(`- ${lost}\n`, exist);
  expect(findings[0]?.hint).toContain(`- ${lost}: ${nearest}`);
  // The printed line is accepted.
  expect(
    check(`- ${lost}\n- ${lost}: ${nearest}\n`, exist).codes.filter((code) => !/unrec/.test(code)),
  ).toEqual([]);
});

test("a note that was renamed is one error, and one line mends it", () => {
  const text = "- /notes/old/\n- /notes/old/#a\n- /notes/old/#b\n- /notes/old/#c\n";
  const now = ["/notes/new/", "/notes/new/#a", "/notes/new/#b", "/notes/other/", "/notes/other/#c"];
  expect(check(text, now).said).toMatchInlineSnapshot(`
    "content/addresses.yaml:1:1  error  ledger/disappeared
      공개한 주소 /notes/old/가 사라졌습니다. 그 안의 절과 그림 2곳은 이 한 줄을 따라갑니다.
      가장 가까운 주소: /notes/new/. 옮겼다면 이 줄을 더하세요: - /notes/old/: /notes/new/
        1 | - /notes/old/
          | ^
    content/addresses.yaml:4:1  error  ledger/disappeared
      공개한 주소 /notes/old/#c가 사라졌습니다.
      가장 가까운 주소: /notes/other/#c. 옮겼다면 이 줄을 더하세요: - /notes/old/#c: /notes/other/#c
        4 | - /notes/old/#c
          | ^
    content/addresses.yaml:4:1  warning  ledger/unrecorded
      장부에 없는 주소가 5개 있습니다: /notes/new/, /notes/new/#a, /notes/new/#b 외 2개
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        4 | - /notes/old/#c
          | ^"
  `);
  const mended = check(`${text}- /notes/old/: /notes/new/\n- /notes/old/#c: /notes/other/#c\n`, now);
  expect(mended.codes).toEqual(["6 ledger/unrecorded"]);
  expect(mended.moved).toEqual({
    "/notes/old/": "/notes/new/",
    "/notes/old/#a": "/notes/new/#a",
    "/notes/old/#b": "/notes/new/#b",
    "/notes/old/#c": "/notes/other/#c",
  });
});

test("redirects are followed over any number of moves", () => {
  const { codes, moved, follow } = check(
    "- /notes/a/#x: /notes/a/#y\n- /notes/a/: /notes/b/\n- /notes/b/: /notes/c/\n- /notes/c/#y: /notes/c/#z\n",
    ["/notes/c/", "/notes/c/#z"],
  );
  expect(codes).toEqual(["4 ledger/unrecorded"]);
  expect(moved["/notes/a/#x"]).toBe("/notes/c/#z");
  expect(follow("/notes/b/#y")).toBe("/notes/c/#z");
  expect(follow("/notes/c/#z")).toBeUndefined();
  expect(follow("/notes/c/#nope")).toBeUndefined();
});

test("a redirect to nowhere, one of an address that exists, a loop and a contradiction are errors", () => {
  const { said } = check(
    [
      "- /notes/a/#gone: /notes/a/#layer",
      "- /notes/a/#layers: /notes/b/",
      "- /notes/x/: /notes/y/",
      "- /notes/y/: /notes/x/",
      "- /notes/z/: /notes/a/",
      "- /notes/z/: /notes/b/",
      "- /sources/: /notes/a/",
      "- /notes/z/: /notes/a/",
      "",
    ].join("\n"),
    ["/notes/a/", "/notes/a/#layers", "/notes/b/"],
  );
  expect(said).toMatchInlineSnapshot(`
    "content/addresses.yaml:6:1  error  ledger/conflict
      /notes/z/가 두 곳으로 옮겨져 있습니다. 먼저 적힌 곳은 5번째 줄입니다.
      둘 중 하나를 지우세요: - /notes/z/: /notes/a/
        6 | - /notes/z/: /notes/b/
          | ^
    content/addresses.yaml:1:1  error  ledger/leads-nowhere
      옮긴 곳 /notes/a/#layer이 없습니다.
      혹시 /notes/a/#layers라면 이렇게 고치세요: - /notes/a/#gone: /notes/a/#layers
        1 | - /notes/a/#gone: /notes/a/#layer
          | ^
    content/addresses.yaml:2:1  error  ledger/still-there
      /notes/a/#layers는 아직 있는 주소라 다른 곳으로 보낼 수 없습니다.
      이 줄을 지우거나 이렇게 고치세요: - /notes/a/#layers
        2 | - /notes/a/#layers: /notes/b/
          | ^
    content/addresses.yaml:3:1  error  ledger/loop
      옮긴 주소가 제자리로 돌아옵니다: /notes/x/ → /notes/y/ → /notes/x/
      이 가운데 한 줄을 지금 있는 주소로 돌려 주세요.
        3 | - /notes/x/: /notes/y/
          | ^
    content/addresses.yaml:7:1  error  ledger/unsupported
      /sources/는 노트가 아니라서 옮길 수 없습니다.
      노트와 절, 그림, 용어의 주소만 옮길 수 있습니다. 페이지는 app/에 남겨 주세요.
        7 | - /sources/: /notes/a/
          | ^
    content/addresses.yaml:8:1  warning  ledger/unrecorded
      장부에 없는 주소가 2개 있습니다: /notes/a/, /notes/b/
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        8 | - /notes/z/: /notes/a/
          | ^"
  `);
});

test("a line that is no address is reported with what it should be", () => {
  const { said } = check(
    "- notes/a#x\n- https://whale.example/notes/a/#x: /notes/b\n<<<<<<< HEAD\n- /노트/\n=======\n- /notes/a/#x: https://elsewhere.example\n/notes/c/: /notes/a/\n",
    ["/notes/a/"],
  );
  expect(said).toMatchInlineSnapshot(`
    "content/addresses.yaml:1:1  error  ledger/syntax
      "notes/a#x"는 이 사이트의 주소가 아닙니다.
      이렇게 고치세요: - /notes/a/#x
        1 | - notes/a#x
          | ^
    content/addresses.yaml:2:1  error  ledger/syntax
      "https://whale.example/notes/a/#x"는 이 사이트의 주소가 아닙니다.
      이렇게 고치세요: - /notes/a/#x: /notes/b/
        2 | - https://whale.example/notes/a/#x: /notes/b
          | ^
    content/addresses.yaml:3:1  error  ledger/syntax
      장부의 줄로 읽을 수 없습니다: <<<<<<< HEAD
      한 줄에 하나씩 \`- /notes/이름/#절\` 또는 \`- /옛/주소/: /새/주소/\`로 적습니다.
        3 | <<<<<<< HEAD
          | ^
    content/addresses.yaml:4:1  error  ledger/syntax
      "/노트/"는 이 사이트의 주소가 아닙니다.
      한 줄에 하나씩 \`- /notes/이름/#절\` 또는 \`- /옛/주소/: /새/주소/\`로 적습니다.
        4 | - /노트/
          | ^
    content/addresses.yaml:5:1  error  ledger/syntax
      "======="는 이 사이트의 주소가 아닙니다.
      한 줄에 하나씩 \`- /notes/이름/#절\` 또는 \`- /옛/주소/: /새/주소/\`로 적습니다.
        5 | =======
          | ^
    content/addresses.yaml:6:1  error  ledger/syntax
      "https://elsewhere.example"는 이 사이트의 주소가 아닙니다.
      한 줄에 하나씩 \`- /notes/이름/#절\` 또는 \`- /옛/주소/: /새/주소/\`로 적습니다.
        6 | - /notes/a/#x: https://elsewhere.example
          | ^
    content/addresses.yaml:7:1  warning  ledger/unrecorded
      장부에 없는 주소가 1개 있습니다: /notes/a/
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        7 | /notes/c/: /notes/a/
          | ^"
  `);
});

test("a dead end that is missed itself is not said twice", () => {
  const text = "- /notes/a/\n- /notes/a/#x: /notes/a/#y\n- /notes/a/#y\n";
  expect(check(text, ["/notes/a/"]).codes).toEqual(["3 ledger/disappeared"]);
});

test("a site page cannot be moved away", () => {
  expect(check("- /sources/\n", ["/notes/a/"]).said).toMatchInlineSnapshot(`
    "content/addresses.yaml:1:1  error  ledger/disappeared
      공개한 주소 /sources/가 사라졌습니다.
      노트가 아닌 페이지는 옮길 수 없습니다. app/에서 되돌려 주세요.
        1 | - /sources/
          | ^
    content/addresses.yaml:1:1  warning  ledger/unrecorded
      장부에 없는 주소가 1개 있습니다: /notes/a/
      공개할 주소라면 \`npm run check -- --fix\`로 적어 넣으세요.
        1 | - /sources/
          | ^"
  `);
});

test("sections of a note that does not compile are not missed", () => {
  const text = "- /notes/a/\n- /notes/a/#x\n- /notes/b/#y: /notes/a/#x\n";
  const { codes, moved } = check(text, ["/notes/a/"], { unreadable: new Set(["/notes/a/"]) });
  expect(codes).toEqual([]);
  expect(moved).toEqual({ "/notes/b/#y": "/notes/a/#x" });
});

test("an anchor of raw HTML may be led to without being recorded", () => {
  const { codes, unrecorded } = check("- /notes/a/\n- /notes/a/#x: /notes/a/#html\n", ["/notes/a/"], {
    others: ["/notes/a/#html"],
  });
  expect(codes).toEqual([]);
  expect(unrecorded).toEqual([]);
});

test("new addresses stand in order among those of their page, and nothing else changes", () => {
  const text =
    "# 머리말\n- /glossary/\n- /notes/b/\n- /notes/b/#m # 남길 말\n\n- /notes/b/#a\n- /notes/old/: /notes/b/\n";
  const added = appendAddresses(text, [
    "/notes/b/#z",
    "/notes/c/#x",
    "/notes/c/",
    "/notes/a/",
    "/",
    "/notes/b/#c",
  ]);
  expect(added).toMatchInlineSnapshot(`
    "# 머리말
    - /
    - /glossary/
    - /notes/a/
    - /notes/b/
    - /notes/b/#m # 남길 말

    - /notes/b/#a
    - /notes/b/#c
    - /notes/b/#z
    - /notes/c/
    - /notes/c/#x
    - /notes/old/: /notes/b/
    "
  `);
  const without = added.split("\n").filter((line) => text.split("\n").includes(line));
  expect(without.join("\n")).toBe(text);
  expect(appendAddresses(added, [])).toBe(added);
});

test("an empty ledger, one without a last newline, and one with Windows line ends can be added to", () => {
  expect(appendAddresses("", ["/notes/a/#b", "/notes/a/"])).toBe("- /notes/a/\n- /notes/a/#b\n");
  expect(appendAddresses("# 말", ["/"])).toBe("# 말\n- /\n");
  expect(appendAddresses("- /notes/a/\r\n", ["/notes/a/#b"])).toBe("- /notes/a/\r\n- /notes/a/#b\r\n");
});

test("a note's address is taken apart, others are not", () => {
  expect(noteOf("/notes/a/#b")).toEqual({ slug: "a", anchor: "b" });
  expect(noteOf("/notes/network/tcp/")).toEqual({ slug: "network/tcp", anchor: "" });
  expect(noteOf("/notes/")).toBeUndefined();
  expect(noteOf("/glossary/#image")).toBeUndefined();
});
