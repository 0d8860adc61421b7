import type { Instruction } from "dockerfile-ast";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type ExampleOptions, type ExampleRemark, isPinned, unpinnedImage } from "./example.ts";

/** Every instruction of the Dockerfile reference. */
const INSTRUCTIONS =
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  );
/** Instructions of which a stage keeps only the last. */
const ONCE = ["CMD", "ENTRYPOINT", "HEALTHCHECK"];

/** A Dockerfile that could not be built, and, of ours, one that gives another image tomorrow. */
export async function checkDockerfile(code: string, options: ExampleOptions): Promise<ExampleRemark[]> {
  const { DockerfileParser } = await import("dockerfile-ast");
  const dockerfile = DockerfileParser.parse(code);
  const instructions = dockerfile.getInstructions();
  const remarks: ExampleRemark[] = [];
  const stages: string[] = [];
  let stage = new Map<string, Instruction>();
  let begun = false;
  const add = (
    at: { start: { line: number; character: number } },
    remark: Omit<ExampleRemark, "line" | "column">,
  ) => remarks.push({ ...remark, line: at.start.line + 1, column: at.start.character + 1 });

  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    const at = instruction.getInstructionRange();
    const values = instruction.getArguments();
    if (!INSTRUCTIONS.includes(keyword)) {
      const guess = findNearest(keyword, INSTRUCTIONS);
      add(at, {
        code: "dockerfile-instruction",
        message: `Dockerfile에 ${withJosa(`"${instruction.getInstruction()}"`, "이라/라")}는 명령이 없습니다.`,
        hint: guess ? `혹시 "${guess}"인가요?` : "윗줄에서 이어지는 줄이라면 윗줄 끝에 \\를 붙여 주세요.",
      });
      continue;
    }
    if (!begun && keyword !== "FROM" && keyword !== "ARG") {
      add(at, {
        code: "dockerfile-from",
        message: `${withJosa(keyword, "이/가")} FROM보다 먼저 나옵니다.`,
        hint: "FROM 앞에는 ARG와 주석만 둘 수 있습니다. 일부만 보인다면 펜스에 fragment를 적어 주세요.",
      });
      begun = true;
    }
    if (values.length === 0) {
      add(at, {
        code: "dockerfile-arguments",
        message: `${keyword}에 값이 없습니다.`,
        hint: "",
      });
      continue;
    }
    if (keyword === "FROM") {
      begun = true;
      stage = new Map();
      const from = values.find((value) => !value.getValue().startsWith("--"));
      const image = from?.getValue() ?? "";
      const known = stages.includes(image.toLowerCase()) || image === "scratch";
      if (from !== undefined && options.own && !known && !isPinned(image))
        add(from.getRange(), unpinnedImage(image));
      const named = /\bas\s+(\S+)\s*$/i.exec(values.map((value) => value.getValue()).join(" "))?.[1];
      stages.push(named?.toLowerCase() ?? "");
    }
    if (keyword === "COPY" || keyword === "RUN") {
      const source = /(?:^|[\s,])(?:--)?from=([^\s,]+)/.exec(instruction.getArgumentsContent() ?? "")?.[1];
      // An image has a tag or a path; what is one plain word is a stage.
      if (
        keyword === "COPY" &&
        source !== undefined &&
        /^[A-Za-z][\w-]*$/.test(source) &&
        !stages.slice(0, -1).includes(source.toLowerCase())
      ) {
        const guess = findNearest(
          source,
          stages.slice(0, -1).filter((name) => name !== ""),
        );
        add(at, {
          code: "dockerfile-stage",
          message: `앞에 ${withJosa(`"${source}"`, "이라/라")}는 빌드 단계가 없습니다.`,
          hint: guess ? `혹시 "${guess}"인가요?` : "FROM … AS 이름으로 단계에 이름을 붙여 주세요.",
        });
      }
    }
    if ((keyword === "COPY" || keyword === "ADD") && isTooShort(instruction))
      add(at, {
        code: "dockerfile-arguments",
        message: `${keyword}에는 무엇을 어디로 넣는지 둘을 적어야 합니다.`,
        hint: `${keyword} 원본 대상`,
      });
    const content = (instruction.getArgumentsContent() ?? "").trim();
    if (["CMD", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"].includes(keyword) && content.startsWith("[")) {
      if (!isStringList(content))
        add(at, {
          code: "dockerfile-json",
          message: `${keyword}의 [ ]가 JSON 목록이 아니라서 셸 명령으로 읽힙니다.`,
          hint: '큰따옴표로 감싸 주세요: ["node", "server.js"]',
        });
    } else if (keyword === "SHELL")
      add(at, {
        code: "dockerfile-json",
        message: "SHELL에는 JSON 목록을 적어야 합니다.",
        hint: 'SHELL ["/bin/bash", "-c"]처럼 적습니다.',
      });
    if (keyword === "MAINTAINER")
      add(at, {
        code: "dockerfile-instruction",
        message: "MAINTAINER는 더는 쓰지 않는 명령입니다.",
        hint: "LABEL org.opencontainers.image.authors로 적어 주세요.",
      });
    if (ONCE.includes(keyword)) {
      if (stage.has(keyword))
        add(stage.get(keyword)!.getInstructionRange(), {
          code: "dockerfile-overridden",
          message: `한 단계에 ${withJosa(keyword, "이/가")} 여러 번 나와 마지막 것만 남습니다.`,
          hint: "하나만 남겨 주세요.",
        });
      stage.set(keyword, instruction);
    }
  }
  if (instructions.length === 0 || !instructions.some((one) => one.getKeyword() === "FROM")) {
    if (!remarks.some((remark) => remark.code === "dockerfile-from"))
      remarks.push({
        code: "dockerfile-from",
        line: 1,
        column: 1,
        message: "Dockerfile에 FROM이 없습니다.",
        hint: "일부만 보인다면 펜스에 fragment를 적어 주세요.",
      });
  }
  return remarks;
}

function isTooShort(instruction: Instruction): boolean {
  const content = (instruction.getArgumentsContent() ?? "").trim().replace(/^(?:--\S+\s+)+/, "");
  if (content.startsWith("[")) return false;
  return content.split(/\s+/).filter(Boolean).length < 2;
}

function isStringList(text: string): boolean {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) && value.every((item) => typeof item === "string");
  } catch {
    return false;
  }
}
