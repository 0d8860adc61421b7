import { expect, test } from "vitest";
import { translateDialects } from "./dialects.ts";

const lines = (...texts: string[]) => `${texts.join("\n")}\n`;

test("containers become quotations with a kind, nested ones deeper, and code in them stays", () => {
  expect(
    translateDialects(
      lines(":::tip 도움", "가", "", "```js", ":::", "```", "::::warning", "나", "::::", ":::", "다"),
    ),
  ).toBe(
    lines(
      "> [!tip] 도움",
      "> 가",
      ">",
      "> ```js",
      "> :::",
      "> ```",
      "> > [!warning]",
      "> > 나",
      ">",
      "",
      "다",
    ),
  );
  expect(translateDialects(lines("::: info[제목]", "가", ":::"))).toBe(lines("> [!info] 제목", "> 가", ""));
  expect(translateDialects(lines(":::details 더", "가", ":::", ":::mermaid", "graph TD", ":::"))).toBe(
    lines("> [!details]- 더", "> 가", "", "```mermaid", "graph TD", "```"),
  );
});

test("a container that is not closed is text, and what only arranges leaves no trace", () => {
  expect(translateDialects(":::tip\n글\n")).toBe(":::tip\n글\n");
  expect(translateDialects(lines(":::code-group", "```js", "a", "```", ":::"))).toBe(
    lines("", "```js", "a", "```", ""),
  );
});

test("shortcodes of Hugo become what they mean", () => {
  expect(translateDialects('{{< figure src="/a b.png" title="제목" >}}\n')).toBe(
    '<figure><img src="/a%20b.png" alt="제목"><figcaption>제목</figcaption></figure>\n',
  );
  expect(
    translateDialects(lines('{{< highlight go "linenos=table" >}}', "a := `x`", "{{< /highlight >}}")),
  ).toBe(lines("```go", "a := `x`", "```"));
  expect(translateDialects(lines('{{% notice warning "조심" %}}', "글", "{{% /notice %}}"))).toBe(
    lines("> [!warning]", "> 글", ""),
  );
  expect(
    translateDialects(lines("{{< note >}}", "글", "{{< /note >}}", '## {{% heading "whatsnext" %}}')),
  ).toBe(lines("> [!note]", "> 글", "", "## 다음 내용"));
  expect(
    translateDialects('[글]({{< relref "b.md#절" >}}) {{< glossary_tooltip text="파드" term_id="pod" >}}\n'),
  ).toBe("[글](b.md#%EC%A0%88) 파드\n");
  expect(
    translateDialects(
      lines('{{< tabs name="x" >}}', '{{% tab name="하나" %}}', "글", "{{% /tab %}}", "{{< /tabs >}}"),
    ),
  ).toBe(lines("", "**하나**", "글", "", ""));
  expect(translateDialects("{{< unknown x >}}\n")).toBe(
    "<small><code>&#123;&#123;&lt; unknown x >}}</code></small>\n",
  );
});

test("tags of Jekyll become what they mean", () => {
  expect(translateDialects(lines("{% highlight ruby linenos %}", "puts 1", "{% endhighlight %}"))).toBe(
    lines("```ruby", "puts 1", "```"),
  );
  expect(
    translateDialects("[글]({% post_url 2024-01-02-hello %}) ![]({{ site.baseurl }}/a.png){: .center}\n"),
  ).toBe("[글](wiki:2024-01-02-hello) ![](/a.png){: .center}\n");
  expect(translateDialects("* TOC\n{:toc}\n\n# 가\n{: .no_toc }\n")).toBe("\n\n\n# 가\n\n");
});

test("marks, footnotes in the line and states of tasks", () => {
  expect(translateDialects("==중요==한 `==코드==` a==b 와 x == y == z\n")).toBe(
    "<mark>중요</mark>한 `==코드==` a==b 와 x == y == z\n",
  );
  expect(translateDialects("글^[각주 [링크](x) 끝]이다.\n둘^[또\n하나].\n")).toBe(
    "글[^inline-1]이다.\n둘[^inline-2]\n.\n\n[^inline-1]: 각주 [링크](x) 끝\n\n[^inline-2]: 또 하나\n",
  );
  expect(translateDialects("- [/] 가\n- [x] 나\n- [링크](x)\n")).toBe(
    "- [ ] <small>(하는 중)</small> 가\n- [x] 나\n- [링크](x)\n",
  );
});

test("ordinary Markdown is not touched", () => {
  const text = lines(
    "# 가",
    "",
    "> [!NOTE]",
    "> 글",
    "",
    "a^2 [^1] {x} {{ y }} 100% {%",
    "",
    "[^1]: 각주",
    "",
    "```hugo",
    "{{< x >}}",
    ":::tip",
    "```",
  );
  expect(translateDialects(text)).toBe(text);
});

test("a text made to be slow is not", () => {
  for (const piece of ["^[", "==a ", ":::a\n", "{{< a ", "{% a ", "{{< highlight x >}}\n", "- [/"]) {
    const before = performance.now();
    translateDialects(piece.repeat(50_000));
    expect(performance.now() - before, piece).toBeLessThan(5_000);
  }
});

test("ids that headings are given stay theirs", () => {
  expect(
    translateDialects("## 파드란? {#what-is-a-pod}\n\n### 둘 {: #Some_Id .no_toc }\n\n## 셋 {.big}\n"),
  ).toBe("## 파드란? [#what-is-a-pod]\n\n### 둘 [#some-id]\n\n## 셋\n");
  expect(translateDialects('{{< feature-state for_k8s_version="v1.18" state="beta" >}}\n')).toBe(
    "**v1.18** (beta)\n",
  );
});
