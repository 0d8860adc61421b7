import type { Finding } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import type { CompileInput } from "./context.ts";
import type { PluginFault } from "./plugin-fault.ts";

// What MDX says stands in `cause`; around it esbuild's plugin only says that it failed.
type Detail = { reason?: string; place?: Place; line?: number; column?: number; cause?: Detail };
type Place = { line?: number; column?: number; start?: { line: number; column: number } };
type BuildError = {
  text: string;
  detail?: Detail;
  location?: { line: number; column: number } | null;
};

/**
 * What mdx-bundler threw, as findings at the author's place and in Korean. Only what has a reason or a
 * place is about the text; anything else is an exception on our side.
 */
export function findingsOfMdxError(error: unknown, input: CompileInput): Finding[] {
  const errors = (error as { errors?: BuildError[] }).errors ?? [];
  const written = errors.filter((one) => {
    const detail = one.detail?.cause ?? one.detail;
    return typeof detail?.reason === "string" || (one.location && one.location.line > 0);
  });
  if (written.length > 0) return written.map((one) => toFinding(one, input));
  const cause = errors[0]?.detail?.cause ?? errors[0]?.detail ?? error;
  return [findingOfFault({ plugin: "mdx-bundler", error: cause }, input)];
}

/** An exception on our side: which step failed, and that the author can do nothing about it. */
export function findingOfFault({ plugin, error }: PluginFault, input: CompileInput): Finding {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code: "internal/plugin",
    severity: input.severity,
    file: input.file,
    line: 1,
    column: 1,
    message: `이 노트를 옮기다가 ${withJosa(plugin, "이/가")} 멈췄습니다: ${said.split("\n")[0]}`,
    hint: "노트가 아니라 우리 쪽 잘못입니다. 이 노트와 함께 알려 주세요.",
  };
}

function toFinding(error: BuildError, input: CompileInput): Finding {
  const detail = error.detail?.cause ?? error.detail;
  const reason = detail?.reason ?? error.text;
  const place = detail?.place;
  // Where nothing is known, esbuild says line 0.
  let line = place?.line ?? place?.start?.line ?? detail?.line ?? (error.location?.line || 1);
  let column =
    place?.column ??
    place?.start?.column ??
    detail?.column ??
    (error.location ? error.location.column + 1 : 1);
  const said = explain(reason, input.text);
  if (said.at) ({ line, column } = said.at);
  return {
    code: "mdx/syntax",
    severity: "error",
    file: input.file,
    line,
    column,
    message: said.message,
    hint: said.hint,
  };
}

const VOID_ELEMENTS = new Set(["br", "hr", "img", "input", "wbr"]);

type Explanation = { message: string; hint: string; at?: { line: number; column: number } };

function explain(reason: string, text: string): Explanation {
  const unclosed = /Expected a closing tag for `<([^>`]*)>`(?: \((\d+):(\d+)-)?/.exec(reason);
  if (unclosed) {
    const name = unclosed[1]!.split(/\s/)[0]!;
    const at = unclosed[2]
      ? { line: Number(unclosed[2]), column: Number(unclosed[3]) }
      : placeOf(text, `<${name}`);
    return {
      message: `${withJosa(`<${name}>`, "을/를")} 닫는 태그가 없습니다.`,
      hint: VOID_ELEMENTS.has(name)
        ? `MDX에서는 <${name} />처럼 닫아 주세요.`
        : `${withJosa(`</${name}>`, "을/를")} 더하거나, 글자라면 백틱으로 감싸 주세요.`,
      ...(at ? { at } : {}),
    };
  }
  const stray = /Unexpected closing (?:slash|tag)(?:[^`]*`<?\/?([^>`]*)>?`)?/.exec(reason);
  if (stray)
    return {
      message: `여는 태그가 없는 닫는 태그${withJosa(stray[1] ? ` </${stray[1]}>` : "", "이/가")} 있습니다.`,
      hint: "여는 태그를 더하거나 이 태그를 지워 주세요.",
    };
  if (/Could not parse (?:expression|import\/exports)/.test(reason)) {
    return {
      message: "중괄호 안을 식으로 읽을 수 없습니다.",
      hint: "{ }를 글자로 보이려면 백틱으로 감싸거나 \\{처럼 적어 주세요.",
    };
  }
  if (/Unexpected (?:character|end of file|lazy line)/.test(reason)) {
    if (reason.includes("create a comment")) {
      return {
        message: "MDX에서는 <!-- --> 주석을 쓸 수 없습니다.",
        hint: "주석은 {/* … */}로 적어 주세요.",
      };
    }
    const what = /Unexpected character `([^`]+)`/.exec(reason)?.[1];
    return {
      message: what ? `여기에 ${what} 문자가 올 수 없습니다.` : "태그나 중괄호가 닫히지 않았습니다.",
      hint: "< 나 {를 글자로 쓰려면 백틱으로 감싸 주세요.",
    };
  }
  return {
    message: `MDX를 읽을 수 없습니다: ${reason.split("\n")[0]}`,
    hint: "< 나 {를 글자로 쓰려면 백틱으로 감싸 주세요.",
  };
}

function placeOf(text: string, part: string): { line: number; column: number } | undefined {
  const index = text.lastIndexOf(part);
  if (index < 0) return undefined;
  const before = text.slice(0, index).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
