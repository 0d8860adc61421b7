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

# 바깥 그림을 내려받아 함께 싣습니다. 적지 않으면 어디에 있는지만 보입니다.
# images: download

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

/** Where GitHub looks for what it runs. */
const WORKFLOW_PATH = ".github/workflows/site.yml";

/**
 * What has GitHub publish a repository of notes, private or not, at each push. Actions are pinned by the commits of
 * their releases, so that a tag that is moved changes nothing.
 * @param builder repository of this project, as `name/whale-notes`
 */
export function workflowFile(builder: string): NewFile {
  return {
    path: WORKFLOW_PATH,
    text: `# 노트를 올릴 때마다 사이트를 만들어 GitHub Pages에 올립니다.
# 저장소의 Settings → Pages → Source에서 GitHub Actions를 고르면 됩니다.
name: site
on:
  push:
    branches: [main, master]
  workflow_dispatch:
permissions: {}
concurrency:
  group: pages
  cancel-in-progress: false
jobs:
  build:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read
      pages: read
    steps:
      # 고친 날짜를 알려면 기록이 모두 있어야 합니다.
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          path: notes
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          repository: ${builder}
          path: whale-notes
          persist-credentials: false
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 24
          cache: npm
          cache-dependency-path: whale-notes/package-lock.json
      # 바뀌지 않은 노트와 그림은 다시 만들지 않습니다.
      - uses: actions/cache@0400d5f644dc74513175e3cd8d07132dd4860809 # v4.2.4
        with:
          path: whale-notes/.cache/store
          key: store-\${{ github.sha }}
          restore-keys: store-
      - id: pages
        uses: actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b # v5.0.0
      - run: npm run build
        working-directory: whale-notes
        env:
          NOTES_DIR: ../notes
          SITE_URL: \${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        with:
          path: whale-notes/out
  deploy:
    needs: build
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
`,
  };
}
