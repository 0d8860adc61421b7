import { afterAll, expect, test } from "vitest";
import { sayRemarks } from "./sample.ts";
import { checkScript, commandsOf, findBash, scriptOf } from "./shell.ts";
import { openShellReader } from "./shell-reader.ts";

const bash = findBash(process.env);
const shell = openShellReader(bash ?? "");
afterAll(() => shell.close());
const say = async (code: string, session = false) =>
  sayRemarks(code, await checkScript(shell, session ? commandsOf(code) : scriptOf(code)));

test("the commands of a session keep their lines, output goes", () => {
  const session = "$ docker ps \\\n    --all\nCONTAINER ID\n$ cat <<EOF > a\n글\nEOF\n$ ls |\n> wc -l\n3";
  expect(commandsOf(session).text.split("\n")).toEqual([
    "docker ps \\",
    "    --all",
    "",
    "cat <<EOF > a",
    "글",
    "EOF",
    "ls |",
    "wc -l",
    "",
  ]);
});

test("bash is found on the path, and nowhere else", () => {
  expect(findBash({ PATH: "" })).toBeUndefined();
  expect(findBash({ PATH: "/nowhere" })).toBeUndefined();
});

test.skipIf(bash === undefined)("what bash cannot read is reported at its line", async () => {
  expect(await say("ls\nif true; then\n  echo 글\nfi\n")).toBe("");
  expect(await say("ls\nfor a in 1 2; do echo $a; fi\n")).toMatchInlineSnapshot(`
    "a.md:2:27  error  example/shell-syntax
      셸이 "fi"를 읽을 수 없는 자리입니다.
      앞에서 끝나지 않은 명령이나 빠진 따옴표가 있는지 살펴보세요.
        2 | for a in 1 2; do echo $a; fi
          |                           ^"
  `);
  expect(await say('echo "글\n')).toMatchInlineSnapshot(`
    "a.md:1:1  error  example/shell-syntax
      짝이 맞지 않는 "가 있습니다.
      여는 것과 닫는 것의 수를 살펴보세요.
        1 | echo "글
          | ^"
  `);
  expect(await say("if true; then\n  ls\n")).toMatchInlineSnapshot(`
    "a.md:3:1  error  example/shell-syntax
      명령이 끝나지 않았습니다.
      fi, done, esac, }가 빠졌는지 살펴보세요."
  `);
  expect(await say("kubectl delete pod <이름>\n")).toMatchInlineSnapshot(`
    "a.md:1:1  error  example/shell-syntax
      명령이 줄 끝에서 끊겼습니다.
      <이름>처럼 꺾쇠로 적은 자리는 파일로 읽힙니다. 따옴표로 감싸거나 대문자로 적어 주세요.
        1 | kubectl delete pod <이름>
          | ^"
  `);
  expect(await say("$ docker ps\nCONTAINER ID (없음)\n$ docker run (a)\n", true)).toMatchInlineSnapshot(`
    "a.md:3:14  error  example/shell-syntax
      셸이 "("를 읽을 수 없는 자리입니다.
      앞에서 끝나지 않은 명령이나 빠진 따옴표가 있는지 살펴보세요.
        3 | $ docker run (a)
          |              ^"
  `);
});

test.skipIf(bash === undefined)("a script is read and never run", async () => {
  const { existsSync, rmSync } = await import("node:fs");
  const file = `/tmp/never-run-${process.pid}`;
  rmSync(file, { force: true });
  expect(await say(`touch ${file}; x=$(touch ${file})\n`)).toBe("");
  expect(existsSync(file)).toBe(false);
});

test.skipIf(bash === undefined)("many scripts at once get each its own answer", async () => {
  const scripts = Array.from({ length: 200 }, (_, index) => (index % 7 === 0 ? `echo ${index}; fi` : "ls"));
  const answers = await Promise.all(scripts.map((script) => shell.read(script)));
  for (const [index, said] of answers.entries())
    if (index % 7 === 0) expect(said).toContain("line 1: ");
    else expect(said).toBe("");
});

test("a shell that cannot be started has nothing against a script", async () => {
  const none = openShellReader("/nowhere/bash");
  expect(await none.read("fi")).toBe("");
  expect(await none.read("fi")).toBe("");
  none.close();
});
