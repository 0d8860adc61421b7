import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withJosa } from "../../text/josa.ts";
import type { ExampleRemark } from "./example.ts";
import type { ShellReader } from "./shell-reader.ts";

/** A script with the lines of its example: what is no command is an empty line. */
type Script = { readonly text: string; readonly margins: readonly number[] };

/** Where bash is, or undefined; nothing is run to find it. */
export function findBash(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = process.platform === "win32" ? ["bash.exe"] : ["bash"];
  return (environment.PATH ?? environment.Path ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/** A whole example as a script. */
export function scriptOf(code: string): Script {
  return { text: code, margins: code.split("\n").map(() => 0) };
}

/**
 * The commands of a console session: what follows a `$ `, with the lines that continue
 * it. Output is left out.
 */
export function commandsOf(session: string): Script {
  const margins: number[] = [];
  let continues = false;
  let heredoc: string | undefined;
  const lines = session.split("\n").map((line) => {
    const prompt = /^[ \t]*\$ /.exec(line)?.[0];
    if (heredoc !== undefined && prompt === undefined) {
      const own = line.replace(/^> /, "");
      if (own.trim() === heredoc) heredoc = undefined;
      margins.push(line.length - own.length);
      return own;
    }
    const more = prompt === undefined && continues ? (/^> /.exec(line)?.[0] ?? "") : undefined;
    const shown =
      prompt ?? more ?? (prompt === undefined && /^> \S/.test(line) && continues ? "> " : undefined);
    if (shown === undefined) {
      continues = false;
      margins.push(0);
      return "";
    }
    const command = line.slice(shown.length);
    margins.push(shown.length);
    continues = /(?:^|[^\\])(?:\\\\)*\\$/.test(command) || /(?:\||&&|\|\||\bdo|\bthen|\{)\s*$/.test(command);
    heredoc = /<<-?\s*(['"]?)(\w+)\1/.exec(command)?.[2];
    return command;
  });
  return { text: lines.join("\n"), margins };
}

/** What bash has against a script. It only reads it: nothing is run. */
export async function checkScript(shell: ShellReader, script: Script): Promise<ExampleRemark[]> {
  if (script.text.trim() === "") return [];
  const said = await shell.read(script.text);
  const found = /line (\d+): (.+)/.exec(said);
  if (found === null) return [];
  const lines = script.text.split("\n");
  // The end of the script is told as the line after the last.
  const line = Math.min(Number(found[1]), lines.length);
  const { message, hint, near } = explain(found[2]!);
  const text = lines[line - 1] ?? "";
  const at = near === undefined ? text.search(/\S/) : text.indexOf(near);
  return [
    {
      code: "shell-syntax",
      line,
      column: Math.max(0, at) + 1 + (script.margins[line - 1] ?? 0),
      message,
      hint,
    },
  ];
}

function explain(said: string): { message: string; hint: string; near?: string } {
  const matching = /unexpected EOF while looking for (?:matching )?[`'"](.+)['"]$/.exec(said)?.[1];
  if (matching !== undefined)
    return {
      message: `짝이 맞지 않는 ${withJosa(matching, "이/가")} 있습니다.`,
      hint: "여는 것과 닫는 것의 수를 살펴보세요.",
    };
  const token = /unexpected token [`'](.+)'$/.exec(said)?.[1];
  if (token !== undefined && token !== "newline")
    return {
      message: `셸이 ${withJosa(`"${token}"`, "을/를")} 읽을 수 없는 자리입니다.`,
      hint: "앞에서 끝나지 않은 명령이나 빠진 따옴표가 있는지 살펴보세요.",
      near: token,
    };
  if (token === "newline")
    return {
      message: "명령이 줄 끝에서 끊겼습니다.",
      hint: "<이름>처럼 꺾쇠로 적은 자리는 파일로 읽힙니다. 따옴표로 감싸거나 대문자로 적어 주세요.",
    };
  if (/unexpected end of file/.test(said))
    return { message: "명령이 끝나지 않았습니다.", hint: "fi, done, esac, }가 빠졌는지 살펴보세요." };
  return { message: `셸이 읽지 못합니다: ${said}`, hint: "" };
}
