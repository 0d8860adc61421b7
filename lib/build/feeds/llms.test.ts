import { expect, test } from "vitest";
import { llmsText } from "./llms.ts";

test("the file names every note's copy under its subject, in reading order", () => {
  const text = llmsText(
    {
      groups: [
        { id: "container", name: "컨테이너" },
        { id: "cloud", name: "클라우드·운영" },
        { id: "kubernetes", name: "쿠버네티스" },
      ],
      notes: [
        { slug: "hpc", title: "고성능 [HPC]", summary: "", group: "cloud" },
        {
          slug: "docker-images",
          title: "이미지와 레이어",
          summary: "이미지는\n묶음이다.",
          group: "container",
        },
      ],
      labs: [
        { href: "/labs/docker-images-layer-stacker/", title: "레이어 탐색기", summary: "레이어를 쌓는다." },
      ],
      terms: [{}],
    },
    "https://gorae.example",
  );
  expect(text).toMatchInlineSnapshot(`
    "# 고래노트

    > 도커, 쿠버네티스, 하이퍼바이저, 마이크로서비스를 한 층씩 내려가며 읽는 한국어 학습 노트입니다.

    아래 링크는 노트의 Markdown 사본입니다. 노트는 한국어이고, 인용한 출처는 각주로 있습니다.

    절 하나만 받으려면 \`index\` 자리에 절의 id를 적으세요: \`https://gorae.example/notes/hpc/<section>.md\`

    ## 컨테이너

    - [이미지와 레이어](https://gorae.example/notes/docker-images/index.md): 이미지는 묶음이다.

    ## 클라우드·운영

    - [고성능 \\[HPC\\]](https://gorae.example/notes/hpc/index.md)

    ## 용어와 출처

    - [용어집](https://gorae.example/glossary/): 노트에 나오는 용어의 뜻과 다른 표기, 설명하는 절을 모았습니다.
    - [용어집 데이터](https://gorae.example/glossary/terms.json): 용어의 뜻과 다른 표기를 모두 적은 JSON-LD 파일입니다.
    - [출처](https://gorae.example/sources/): 노트가 인용한 모든 출처를 주제별로 모으고, 각각에 기댄 절과 확인한 날짜를 적었습니다.
    - [명령어 모음](https://gorae.example/cheatsheet/): 노트의 명령과 표를 한곳에 모은 치트시트입니다. 그대로 인쇄해 옆에 둘 수 있습니다.
    - [버전 현황](https://gorae.example/versions/): 노트가 이름을 드는 제품의 버전, 나온 날, 바뀐 것을 출처와 확인한 날짜와 함께 모았습니다.
    - [바로잡기](https://gorae.example/corrections/): 원본 노트의 설명 가운데 고치거나 보탠 것과 그 까닭을 출처와 함께 모았습니다.

    ## Optional

    - [레이어 탐색기 실습](https://gorae.example/labs/docker-images-layer-stacker/): 레이어를 쌓는다.
    "
  `);
});
