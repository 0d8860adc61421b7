import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCheckout } from "../checkout.ts";

test("a folder of somebody's notes becomes their site, without ours and without what is private", async () => {
  const checkout = openCheckout();
  try {
    checkout.write(join(checkout.notes, ".env"), "TOKEN=hunter2");
    checkout.write(join(checkout.notes, "later.md"), "---\ndraft: true\n---\n# 아직 hunter2\n");
    const { code, output } = await checkout.run("build").ended;
    expect(code, output).toBe(0);
    expect(output).toContain("빠진 것 2개: 초안 1, 숨김 1");
    expect(output.trimEnd().split("\n").at(-1)).toMatch(
      /^SITE_URL이 없어 .* `SITE_URL=https:\/\/… npm run build`로 만드세요\.$/,
    );
    const out = join(checkout.root, "out");
    const pages = globSync("**/index.html", { cwd: out });
    expect(pages).toEqual(expect.arrayContaining(["index.html", "notes/a/index.html", "search/index.html"]));
    expect(pages.filter((path) => /^(?:labs|corrections|original|versions|map)\//.test(path))).toEqual([]);
    const texts = globSync("**/*.{html,md,txt,xml,json,js}", { cwd: out });
    expect(texts.filter((path) => readFileSync(join(out, path), "utf8").includes("hunter2"))).toEqual([]);
    expect(readFileSync(join(out, "index.html"), "utf8")).not.toMatch(/<title>[^<]*고래노트/);
  } finally {
    checkout.remove();
  }
});
