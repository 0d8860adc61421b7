/**
 * How much a finding weighs. `strict`: an error in our own notes, a warning in a foreign folder
 * (`CHECK` changes that). `structure`: the same in our own notes, a hint in foreign ones.
 */
export type SeverityRule = "error" | "warning" | "hint" | "strict" | "structure";

export type CodeEntry = {
  readonly severity: SeverityRule;
  /** One Korean sentence: what it means when this is found. */
  readonly means: string;
  /** The file that finds it, below `lib/`. */
  readonly where: string;
};

const strict = (means: string, where: string): CodeEntry => ({ severity: "strict", means, where });
const error = (means: string, where: string): CodeEntry => ({ severity: "error", means, where });
const warning = (means: string, where: string): CodeEntry => ({ severity: "warning", means, where });
const hint = (means: string, where: string): CodeEntry => ({ severity: "hint", means, where });
const structure = (means: string, where: string): CodeEntry => ({ severity: "structure", means, where });

/** What a schema has against a YAML file, whichever file it is. */
const SCHEMA = {
  "unknown-key": "쓸 수 없는 이름이 있다.",
  "missing-key": "있어야 하는 항목이 없다.",
  "wrong-type": "글자, 숫자, 목록 가운데 다른 것을 적었다.",
  "unknown-group": "없는 주제를 적었다.",
  "unknown-kind": "없는 종류를 적었다.",
  "unknown-value": "정해진 값이 아닌 것을 적었다.",
  "too-long": "글이 정해진 길이보다 길다.",
  "too-small": "값이 비어 있거나 너무 작다.",
  "bad-format": "id, 날짜, 주소의 형식이 맞지 않는다.",
  invalid: "값이 그 밖의 까닭으로 맞지 않는다.",
} as const;

/** What a schema finds: its codes are those of any YAML file, under the file's own prefix. */
export type SchemaCode = keyof typeof SCHEMA;
export type SchemaPrefix = "frontmatter" | "reference" | "lab" | "study";

function schemaCodes<Prefix extends SchemaPrefix>(prefix: Prefix, what: string, entry: typeof strict) {
  return Object.fromEntries(
    Object.entries(SCHEMA).map(([code, means]) => [
      `${prefix}/${code}`,
      entry(`${what}: ${means}`, "build/content/yaml-issues.ts"),
    ]),
  ) as { readonly [Code in SchemaCode as `${Prefix}/${Code}`]: CodeEntry };
}

/** Every code a finding can have. What is not in this table does not compile. */
export const CODES = {
  "note/missing-folder": error("노트 폴더가 없거나 폴더가 아니다.", "build/content/read-notes.ts"),
  "note/unreadable": strict("파일이나 폴더를 읽을 권한이 없다.", "build/content/read-notes.ts"),
  "note/missing-file": strict("심볼릭 링크가 없는 파일을 가리킨다.", "build/content/read-notes.ts"),
  "note/symlink-loop": strict("심볼릭 링크가 제자리로 돌아온다.", "build/content/read-notes.ts"),
  "note/is-directory": strict("폴더 이름이 .md나 .mdx로 끝난다.", "build/content/read-notes.ts"),
  "note/too-large": strict("노트가 2MiB를 넘어 싣지 않는다.", "build/content/read-notes.ts"),
  "note/invalid-utf8": strict("UTF-8이 아닌 바이트가 있다.", "build/content/read-notes.ts"),
  "note/outside": strict("심볼릭 링크가 노트 폴더 밖을 가리켜 싣지 않는다.", "build/content/read-notes.ts"),
  "note/special": strict("파일이 아니라 파이프나 장치이다.", "build/content/read-notes.ts"),
  "note/decoded": hint("UTF-8이 아닌 글을 바꿔 읽었다.", "build/content/read-notes.ts"),
  "note/too-slow": strict(
    "노트를 바꾸는 데 시간이나 메모리가 너무 많이 든다.",
    "build/catalog/draft-notes.ts",
  ),
  "note/too-much": strict("표가 너무 크거나 목록과 인용이 너무 깊다.", "build/catalog/read-catalog.ts"),
  "note/empty": strict("빈 노트이다.", "build/content/read-notes.ts"),
  "note/duplicate-slug": strict("두 파일의 주소가 겹친다.", "build/catalog/name-notes.ts"),

  "frontmatter/missing": error("머리말이 없다.", "build/content/frontmatter.ts"),
  "frontmatter/unclosed": error("머리말을 닫는 ---가 없다.", "build/content/frontmatter.ts"),
  "frontmatter/language": strict("머리말이 YAML이 아닌 언어라고 적혀 있다.", "build/content/frontmatter.ts"),
  "frontmatter/syntax": strict("머리말의 YAML을 읽을 수 없다.", "build/content/frontmatter.ts"),
  ...schemaCodes("frontmatter", "머리말", strict),
  "frontmatter/unknown-note": strict(
    "앞선 노트나 함께 볼 노트로 없는 노트를 적었다.",
    "build/catalog/check-meta.ts",
  ),
  "frontmatter/unknown-section": strict("질문이 없는 절을 가리킨다.", "build/catalog/check-meta.ts"),

  "mdx/syntax": strict("태그나 중괄호를 MDX로 읽을 수 없다.", "build/compile/mdx-errors.ts"),
  "mdx/import": strict("노트에 import나 export가 있다.", "build/compile/remark-guard.ts"),
  "mdx/expression": strict("노트에 중괄호 식이 있다.", "build/compile/remark-guard.ts"),
  "mdx/unknown-component": strict("없는 컴포넌트를 썼다.", "build/compile/remark-guard.ts"),
  "mdx/unknown-element": strict("없거나 쓸 수 없는 HTML 요소를 썼다.", "build/compile/remark-guard.ts"),
  "mdx/unknown-attribute": strict("컴포넌트에 없는 속성을 썼다.", "build/compile/remark-guard.ts"),
  "math/syntax": strict("식을 TeX로 읽을 수 없다.", "build/compile/rehype-formulas.ts"),
  "heading/bad-id": strict("절 이름에 쓸 수 없는 글자가 있다.", "build/compile/rehype-headings.ts"),
  "heading/taken-id": strict("절 이름이 HTML 요소의 id와 같다.", "build/compile/rehype-headings.ts"),
  "heading/reserved-id": strict("절 이름이 페이지가 쓰는 이름과 같다.", "build/compile/rehype-headings.ts"),
  "heading/duplicate-id": strict("절 이름이 한 노트에 두 번 나온다.", "build/compile/rehype-headings.ts"),
  "live/outside": strict("움직이는 그림의 숫자가 그림 밖에 있다.", "build/compile/rehype-live.ts"),
  "live/twice": strict("한 절에 움직이는 그림이 둘 있다.", "build/catalog/live-figures.ts"),
  "live/unknown-lab": strict("없거나 글 속에 놓을 수 없는 실습을 가리킨다.", "build/catalog/live-figures.ts"),
  "live/unknown-pane": strict("그 실습에 없는 그림을 가리킨다.", "build/catalog/live-figures.ts"),
  "live/unknown-name": strict("그 실습에 없는 수를 가리킨다.", "build/catalog/live-figures.ts"),
  "live/state": strict("실습이 열 수 없는 상태를 적었다.", "build/catalog/live-figures.ts"),
  "live/value": strict("수가 될 수 없는 값을 적었다.", "build/catalog/live-figures.ts"),
  "live/result": strict("글의 수가 실습의 셈과 다르다.", "build/catalog/live-figures.ts"),
  "callout/unknown-kind": strict("없는 종류의 콜아웃이다.", "build/compile/rehype-callouts.ts"),
  "callout/correction-rows": strict(
    "바로잡기에 세 줄 가운데 빠진 것이 있다.",
    "build/compile/rehype-callouts.ts",
  ),
  "source/unknown": strict(
    "출처 목록에도 각주에도 없는 것을 인용했다.",
    "build/compile/rehype-references.ts",
  ),
  "glossary/unknown-term": strict("용어집에 없는 용어를 가리킨다.", "build/compile/rehype-references.ts"),
  "diagram/duplicate-id": strict("그림 이름이 한 노트에 두 번 나온다.", "build/compile/rehype-code.ts"),
  "diagram/no-description": strict("그림에 제목이나 설명이 없다.", "build/compile/rehype-code.ts"),
  "diagram/syntax": strict("Mermaid가 그림의 글을 읽지 못했다.", "build/catalog/draw-notes.ts"),
  "diagram/no-browser": warning("그림을 그릴 브라우저가 없다.", "build/catalog/draw-notes.ts"),

  "link/moved": hint("옮겨진 주소로 가는 링크이다.", "build/catalog/resolve-links.ts"),
  "link/planned": hint("아직 없는 노트로 가는 링크이다.", "build/catalog/resolve-links.ts"),
  "link/missing-note": strict("없는 노트로 가는 링크이다.", "build/catalog/resolve-links.ts"),
  "link/missing-anchor": strict("없는 절로 가는 링크이다.", "build/catalog/resolve-links.ts"),
  "link/missing-file": strict("없는 파일로 가는 링크이다.", "build/catalog/resolve-links.ts"),
  "link/empty": strict("링크의 주소가 비어 있다.", "build/catalog/check-unseen.ts"),
  "code/unclosed": strict("코드 블록이 닫히지 않았다.", "build/catalog/check-unseen.ts"),
  "html/dropped": strict("싣지 않는 HTML 태그를 썼다.", "build/catalog/check-unseen.ts"),
  "html/unknown": strict("HTML에 없는 태그를 썼다.", "build/catalog/check-unseen.ts"),
  "link/secret": strict(
    "링크나 그림이 열쇠나 비밀번호가 든 파일을 가리킨다.",
    "build/catalog/resolve-links.ts",
  ),
  "link/kept-back": hint("링크가 싣지 않는 노트를 가리킨다.", "build/catalog/resolve-links.ts"),
  "link/forbidden-scheme": strict("쓸 수 없는 종류의 주소이다.", "build/catalog/resolve-links.ts"),
  "link/malformed": strict("바깥 주소가 주소의 형식이 아니다.", "build/catalog/check-external.ts"),
  "link/private-address": warning("내부 네트워크의 주소로 가는 링크이다.", "build/catalog/check-external.ts"),
  "link/insecure": hint("암호화되지 않은 주소로 가는 링크이다.", "build/catalog/check-external.ts"),
  "image/external": strict("바깥 그림을 실으려 했다.", "build/catalog/resolve-links.ts"),
  "image/not-fetched": warning("바깥 그림을 내려받지 못했다.", "build/catalog/resolve-links.ts"),
  "image/changed": warning("바깥 그림이 전에 내려받은 것과 다르다.", "build/catalog/resolve-links.ts"),
  "image/lock": warning("images.lock.json을 읽거나 적을 수 없다.", "build/catalog/bring-pictures.ts"),
  "image/missing": strict("그림 파일이 없다.", "build/catalog/resolve-links.ts"),

  "lint/heading-order": structure("제목이 단계를 건너뛴다.", "lint/heading-order.ts"),
  "lint/image-alt": structure("그림에 대체 텍스트가 없다.", "lint/image-alt.ts"),
  "lint/table-header": structure("표에 머리글이 없다.", "lint/table-header.ts"),
  "lint/terminology": warning("이 사이트에서 쓰지 않는 표기이다.", "lint/terminology.ts"),
  "lint/long-sentence": hint("문장이 80자를 넘는다.", "lint/length.ts"),
  "lint/long-paragraph": hint("문단이 400자를 넘는다.", "lint/length.ts"),
  "lint/visible-markup": strict("표시가 글자로 보이거나 수나 조사가 잘못 놓였다.", "lint/visible-markup.ts"),
  "source/listing": strict("첫 화면이나 목록을 출처로 인용했다.", "build/catalog/check-sources.ts"),
  "diagram/control-edge": strict(
    "쿠버네티스의 제어 컴포넌트 둘을 화살표로 바로 이었다.",
    "build/catalog/check-figures.ts",
  ),
  "lint/no-summary": strict("노트에 한 화면 요약이 없다.", "lint/summary.ts"),
  "lint/summary": strict("한 화면 요약의 자리나 줄이 맞지 않는다.", "lint/summary.ts"),
  "lint/long-explanation": strict("접지 않은 설명이 9,000자를 넘는다.", "lint/explanation.ts"),
  "lint/duplicate-sentence": hint("같은 문장이 다른 노트에도 있다.", "lint/duplicate-sentence.ts"),

  "example/missing-file": strict(
    "코드 블록이 없는 예제 파일을 가리킨다.",
    "build/compile/remark-examples.ts",
  ),
  "example/lines": strict("예제 파일에 없는 줄을 가리킨다.", "build/compile/remark-examples.ts"),
  "example/not-empty": strict("파일에서 오는 코드 블록에 글이 있다.", "build/compile/remark-examples.ts"),
  "example/foreign-file": strict(
    "NOTES_DIR의 노트가 예제 파일을 가리킨다.",
    "build/compile/remark-examples.ts",
  ),
  "example/no-bash": hint("bash가 없어 셸 명령을 검사하지 않았다.", "build/examples/check-examples.ts"),
  "example/shell-syntax": strict("셸 명령의 문법이 틀렸다.", "build/examples/shell.ts"),
  "example/yaml-syntax": strict("예제의 YAML을 읽을 수 없다.", "build/examples/yaml.ts"),
  "example/json-syntax": strict("예제의 JSON을 읽을 수 없다.", "build/catalog/check-unseen.ts"),
  "example/no-schema": hint("스키마가 없어 검사하지 않았다.", "build/examples/kubernetes.ts"),
  "example/unknown-api": strict(
    "쿠버네티스에 없거나 그 종류가 아닌 apiVersion이다.",
    "build/examples/kubernetes.ts",
  ),
  "example/unstable-api": strict("안정되지 않은 apiVersion이다.", "build/examples/kubernetes.ts"),
  "example/unknown-kind": strict("쿠버네티스에 없는 kind이다.", "build/examples/kubernetes.ts"),
  "example/unknown-field": strict("스키마에 없는 필드이다.", "build/examples/kubernetes.ts"),
  "example/missing-field": strict("있어야 하는 필드가 없다.", "build/examples/kubernetes.ts"),
  "example/bad-value": strict("필드가 받지 않는 값이다.", "build/examples/kubernetes.ts"),
  "example/wrong-type": strict("필드의 형이 다르다.", "build/examples/kubernetes.ts"),
  "example/selector-mismatch": strict("셀렉터와 파드의 레이블이 다르다.", "build/examples/kubernetes.ts"),
  "example/repeated-item": strict("같은 항목이 두 번 나온다.", "build/examples/compose.ts"),
  "example/undefined-name": strict("Compose 파일이 정하지 않은 이름을 쓴다.", "build/examples/compose.ts"),
  "example/image-tag": strict("이미지에 버전이 없다.", "build/examples/example.ts"),
  "example/dockerfile-instruction": strict(
    "Dockerfile에 없거나 옛 명령이다.",
    "build/examples/dockerfile.ts",
  ),
  "example/dockerfile-from": strict("FROM의 자리나 이름이 틀렸다.", "build/examples/dockerfile.ts"),
  "example/dockerfile-arguments": strict(
    "Dockerfile 명령의 인자가 모자라거나 많다.",
    "build/examples/dockerfile.ts",
  ),
  "example/dockerfile-stage": strict("없는 빌드 단계를 가리킨다.", "build/examples/dockerfile.ts"),
  "example/dockerfile-json": strict("exec 형식의 JSON이 틀렸다.", "build/examples/dockerfile.ts"),
  "example/dockerfile-overridden": strict("뒤의 명령이 앞의 것을 덮어쓴다.", "build/examples/dockerfile.ts"),

  "reference/missing": error(
    "용어집, 출처, 지도 가운데 없는 파일이 있다.",
    "build/content/read-reference.ts",
  ),
  "reference/syntax": error("파일의 YAML을 읽을 수 없다.", "build/content/read-yaml-file.ts"),
  "reference/duplicate-version": error("버전의 id가 두 번 나온다.", "build/content/read-reference.ts"),
  "versions/unknown-source": error("버전 현황이 없는 출처를 인용한다.", "build/catalog/check-versions.ts"),
  "reference/duplicate-term": error("용어의 id가 두 번 나온다.", "build/content/read-reference.ts"),
  ...schemaCodes("reference", "용어집, 출처, 지도, 표기", error),
  "frontmatter/unknown-term": strict("머리말이 없는 용어를 뜻한다고 적었다.", "build/catalog/check-cards.ts"),
  "glossary/unknown-scope": error("용어의 in에 없는 주제나 노트를 적었다.", "build/catalog/check-cards.ts"),
  "glossary/unsettled": error("한 노트에서 한 이름이 두 용어를 뜻한다.", "build/catalog/check-cards.ts"),
  "glossary/foreign-card": error(
    "용어의 뜻이 통하지 않는 주제에 카드가 붙었다.",
    "build/catalog/check-cards.ts",
  ),
  "glossary/missing-note": error("용어가 없는 노트를 가리킨다.", "build/catalog/check-meta.ts"),
  "glossary/missing-section": error("용어가 없는 절을 가리킨다.", "build/catalog/check-meta.ts"),
  "glossary/relation-unknown": error(
    "용어의 관계가 없는 용어를 가리킨다.",
    "build/catalog/check-relations.ts",
  ),
  "glossary/relation-self": error("용어의 관계가 자기를 가리킨다.", "build/catalog/check-relations.ts"),
  "glossary/relation-twice": error("용어의 한 관계를 두 번 적었다.", "build/catalog/check-relations.ts"),
  "glossary/relation-circle": error(
    "먼저 알아야 할 용어가 돌고 돌아 자기에게 온다.",
    "build/catalog/check-relations.ts",
  ),

  "asks/syntax": strict("물음 파일의 YAML을 읽을 수 없다.", "build/content/read-asks.ts"),
  "asks/shape": strict("물음 파일이 id와 물음 목록의 묶음이 아니다.", "build/content/read-asks.ts"),
  "asks/too-long": warning("물음이 80자를 넘는다.", "build/content/read-asks.ts"),
  "asks/twice": warning("같은 물음이 한 목록에 두 번 나온다.", "build/content/read-asks.ts"),
  "asks/count": warning("물음이 너무 적거나 열둘보다 많다.", "build/content/read-asks.ts"),
  "asks/no-note": warning("물음 파일 옆에 같은 이름의 노트가 없다.", "build/content/read-notes.ts"),
  "asks/unknown-id": strict("물음이 없는 절, 실습, 용어를 가리킨다.", "build/catalog/check-asks.ts"),
  "asks/no-file": warning("노트에 물음 파일이 없다.", "build/catalog/check-asks.ts"),
  "asks/no-questions": warning("물음이 없는 절이나 실습, 용어가 있다.", "build/catalog/check-asks.ts"),

  "lab/syntax": error("실습 파일의 YAML을 읽을 수 없다.", "build/content/read-labs.ts"),
  ...schemaCodes("lab", "실습 파일", error),
  "lab/file-name": error("파일 이름이 노트 이름으로 시작하지 않는다.", "build/content/read-labs.ts"),
  "lab/duplicate-id": error("한 실습에 같은 id가 두 번 나온다.", "build/content/read-labs.ts"),
  "lab/unknown-id": error("없는 id를 가리킨다.", "build/content/read-labs.ts"),
  "lab/reserved-id": error("실습이 쓰는 이름을 id로 적었다.", "build/content/read-labs.ts"),
  "lab/gap": error("채울 자리가 하나가 아니다.", "build/content/read-labs.ts"),
  "lab/unreached": error("어떤 답으로도 나오지 않는 결과가 있다.", "build/content/read-labs.ts"),
  "lab/open-case": error("상황이 모든 물음에 답하지 않는다.", "build/content/read-labs.ts"),
  "lab/combinations": error("답의 조합이 너무 많아 모두 볼 수 없다.", "build/content/read-labs.ts"),
  "lab/no-advice": error("권하는 것이 없는 조합이 있다.", "build/content/read-labs.ts"),
  "lab/silent-tie": error("까닭 없이 여럿이 같은 점수를 받는다.", "build/content/read-labs.ts"),
  "lab/silent-conflict": error("아무것도 맞지 않는 조합에 설명이 없다.", "build/content/read-labs.ts"),
  "lab/setting": error("계산기의 값이 범위에 없거나 차례가 맞지 않는다.", "build/content/read-labs.ts"),
  "lab/formula": error("계산기의 식을 읽을 수 없다.", "build/content/read-labs.ts"),
  "lab/no-value": error("고를 수 있는 값인데 계산기의 셈이 되지 않는다.", "build/content/read-labs.ts"),
  "lab/unknown-note": strict("실습이 없는 노트를 가리킨다.", "build/catalog/site-labs.ts"),
  "lab/unknown-section": strict("실습이 없는 절을 가리킨다.", "build/catalog/site-labs.ts"),
  "lab/unknown-source": strict("실습이 없는 출처를 인용한다.", "build/catalog/site-labs.ts"),

  ...schemaCodes("study", "물음과 카드", strict),
  "study/syntax": strict("물음과 카드의 YAML을 읽을 수 없다.", "build/content/read-study.ts"),
  "study/no-note": strict("물음과 카드 파일 곁에 노트가 없다.", "build/content/read-notes.ts"),
  "study/right": strict("맞는 보기의 수가 물음의 종류와 맞지 않는다.", "build/content/read-study.ts"),
  "study/same-text": strict("한 물음에 같은 글이 두 번 나온다.", "build/content/read-study.ts"),
  "study/line": strict("물음이 코드에 없는 줄을 가리킨다.", "build/content/read-study.ts"),
  "study/duplicate-id": strict("물음이나 카드의 id가 두 번 쓰였다.", "build/catalog/check-study.ts"),
  "study/number": strict("번호가 비었는데 retired에 없다.", "build/catalog/check-study.ts"),
  "study/unknown-prefix": strict("id가 노트의 이름으로 시작하지 않는다.", "build/catalog/check-study.ts"),
  "study/unknown-section": strict("물음이나 카드가 없는 절을 가리킨다.", "build/catalog/check-study.ts"),
  "study/unknown-figure": strict("물음이 없는 그림을 가리킨다.", "build/catalog/check-study.ts"),
  "study/unknown-node": strict("물음이 그림에 없는 칸을 가리킨다.", "build/catalog/check-study.ts"),
  "study/unknown-lab": strict("물음이 없는 실습을 가리킨다.", "build/catalog/check-study.ts"),
  "study/many": warning("한 절이나 끝에 물음이 너무 많다.", "build/catalog/check-study.ts"),

  "ledger/syntax": strict("장부의 줄을 읽을 수 없다.", "addresses/ledger.ts"),
  "ledger/conflict": strict("한 주소가 두 곳으로 옮겨져 있다.", "addresses/ledger.ts"),
  "ledger/disappeared": strict("공개한 주소가 사라졌다.", "addresses/ledger.ts"),
  "ledger/still-there": strict("아직 있는 주소를 옮겼다고 적었다.", "addresses/ledger.ts"),
  "ledger/unsupported": strict("노트가 아닌 페이지를 옮겼다고 적었다.", "addresses/ledger.ts"),
  "ledger/loop": strict("옮긴 주소가 제자리로 돌아온다.", "addresses/ledger.ts"),
  "ledger/leads-nowhere": strict("옮긴 곳이 없다.", "addresses/ledger.ts"),
  "ledger/unrecorded": warning("장부에 없는 주소가 있다.", "addresses/ledger.ts"),

  "internal/plugin": strict("우리 플러그인이 멈췄다. 노트의 잘못이 아니다.", "build/compile/mdx-errors.ts"),
  "internal/note": strict(
    "노트를 다루던 우리 코드가 멈췄다. 노트의 잘못이 아니다.",
    "build/catalog/guard.ts",
  ),
  "internal/check": strict("검사하던 우리 코드가 멈췄다. 노트의 잘못이 아니다.", "build/catalog/guard.ts"),
} as const satisfies Readonly<Record<string, CodeEntry>>;

export type FindingCode = keyof typeof CODES;

/** The last part of the codes that begin with `prefix/`. */
export type CodeUnder<Prefix extends string> = FindingCode extends infer Code
  ? Code extends `${Prefix}/${infer Name}`
    ? Name
    : never
  : never;

const RULES: Readonly<Record<SeverityRule, string>> = {
  error: "오류",
  warning: "경고",
  hint: "도움말",
  strict: "우리 노트는 오류, NOTES_DIR은 경고",
  structure: "우리 노트는 오류, NOTES_DIR은 도움말",
};

/** The table of codes as terminal text: code, weight, meaning, file. */
export function formatCodes(): string {
  const rows = Object.entries(CODES);
  const width = Math.max(...rows.map(([code]) => code.length));
  return rows
    .map(([code, entry]) => {
      const indent = " ".repeat(width + 2);
      return `${code.padEnd(width)}  ${entry.means}\n${indent}${RULES[entry.severity]} · lib/${entry.where}`;
    })
    .join("\n");
}
