import { expect, test } from "vitest";
import { checkDockerfile } from "./dockerfile.ts";
import { sayRemarks } from "./sample.ts";

const say = async (code: string, own = true) => sayRemarks(code, await checkDockerfile(code, { own }));

test("a valid Dockerfile has nothing to say", async () => {
  expect(
    await say(`# syntax=docker/dockerfile:1
ARG GO=1.27
FROM golang:\${GO} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/root/.cache go build -o /out/app .
FROM scratch
COPY --from=build /out/app /app
COPY --from=alpine:3.22 /etc/ssl /etc/ssl
ENTRYPOINT ["/app"]
`),
  ).toBe("");
  expect(await say("FROM debian:13-slim\nRUN apt-get update \\\n && apt-get install -y curl\n")).toBe("");
});

test("an instruction that does not exist is reported with the nearest one", async () => {
  expect(await say("FROM a:1\nRUNN make\n")).toMatchInlineSnapshot(`
    "a.md:2:1  error  example/dockerfile-instruction
      Dockerfile에 "RUNN"이라는 명령이 없습니다.
      혹시 "RUN"인가요?
        2 | RUNN make
          | ^"
  `);
});

test("without FROM, or with something before it, there is nothing to build", async () => {
  expect(await say("RUN make\n")).toMatchInlineSnapshot(`
    "a.md:1:1  error  example/dockerfile-from
      RUN이 FROM보다 먼저 나옵니다.
      FROM 앞에는 ARG와 주석만 둘 수 있습니다. 일부만 보인다면 펜스에 fragment를 적어 주세요.
        1 | RUN make
          | ^"
  `);
  expect(await say("# 글\nARG A=1\n")).toMatchInlineSnapshot(`
    "a.md:1:1  error  example/dockerfile-from
      Dockerfile에 FROM이 없습니다.
      일부만 보인다면 펜스에 fragment를 적어 주세요.
        1 | # 글
          | ^"
  `);
});

test("copying from a stage that is not there is reported", async () => {
  expect(await say("FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /a /b\n")).toMatchInlineSnapshot(`""`);
});

test("a list that is no JSON, a copy without a target, a second CMD", async () => {
  expect(await say("FROM a:1\nCMD ['node', 'a.js']\n")).toMatchInlineSnapshot(`
    "a.md:2:1  error  example/dockerfile-json
      CMD의 [ ]가 JSON 목록이 아니라서 셸 명령으로 읽힙니다.
      큰따옴표로 감싸 주세요: ["node", "server.js"]
        2 | CMD ['node', 'a.js']
          | ^"
  `);
  expect(await say("FROM a:1\nCOPY --chown=1 a\n")).toMatchInlineSnapshot(`
    "a.md:2:1  error  example/dockerfile-arguments
      COPY에는 무엇을 어디로 넣는지 둘을 적어야 합니다.
      COPY 원본 대상
        2 | COPY --chown=1 a
          | ^"
  `);
  expect(await say('FROM a:1\nCMD ["a"]\nCMD ["b"]\n')).toMatchInlineSnapshot(`
    "a.md:2:1  error  example/dockerfile-overridden
      한 단계에 CMD가 여러 번 나와 마지막 것만 남습니다.
      하나만 남겨 주세요.
        2 | CMD ["a"]
          | ^"
  `);
});

test("in our own notes a base image has a version", async () => {
  expect(await say("FROM node\n")).toMatchInlineSnapshot(`
    "a.md:1:6  error  example/image-tag
      이미지 "node"에 버전이 없어 받을 때마다 다른 것일 수 있습니다.
      이름 뒤에 latest가 아닌 태그를 적어 주세요. 예: nginx:1.30
        1 | FROM node
          |      ^"
  `);
  expect(await say("FROM node\n", false)).toBe("");
});
