/** A file of a new site, by its path in the folder of notes. */
export type NewFile = { readonly path: string; readonly text: string };

/** What a folder of notes needs to say to become a site of its own: every line may stay as it is. */
export function newSiteFiles(title: string): readonly NewFile[] {
  return [
    {
      path: "site.yaml",
      text: `# 이 폴더를 사이트로 만들 때 읽는 파일입니다. 줄 앞의 #을 지우면 그 줄이 쓰입니다.
title: ${JSON.stringify(title)}
# description: 한 문장으로 적은 소개

# 초안(draft: true), published: false, 날짜가 아직 오지 않은 노트는 늘 빠집니다.
# marked로 바꾸면 머리말에 publish: true라고 적은 노트만 싣습니다.
publish: all

# 싣지 않을 것. .gitignore처럼 적습니다.
leaveOut:
  - templates/
  - 템플릿/
  - "*.private.md"

# 한 줄만 바꿔도 줄이 바뀌게 하려면. 적지 않으면 Obsidian과 Notion의 폴더에서만 그렇게 합니다.
# lineBreaks: true

# 폴더를 사이트에서 부르는 이름
# groups:
#   os: 운영체제
`,
    },
    {
      path: "glossary.yaml",
      text: `# 노트에 나오는 말의 뜻입니다. 처음 나오는 자리에서 뜻을 보여 줍니다.
# - ko: 파드
#   en: Pod
#   short: 함께 뜨고 함께 내려가는 컨테이너의 묶음이다.
#   note: 쿠버네티스/파드.md
`,
    },
  ];
}
