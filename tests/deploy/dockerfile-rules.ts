import { type Dockerfile, DockerfileParser, type From, type Instruction } from "dockerfile-ast";

type Stage = { readonly from: From; readonly instructions: readonly Instruction[] };

const SECRET = /pass(?:word|wd)?|secret|token|api_?key|credential|private_?key/i;

/**
 * Where a Dockerfile breaks this project's rules: as `line: rule`, counted from 1.
 */
export function findDockerfileBreaches(text: string): string[] {
  const file = DockerfileParser.parse(text);
  const stages = stagesOf(file);
  const last = stages.at(-1);
  if (last === undefined) return ["1: no FROM"];
  return [
    ...ruled(stages.length > 1, last.from, "the image is not made in stages"),
    ...stages.flatMap(({ from }) => breachesOfBase(from, stages)),
    ...stages.flatMap(breachesOfOrder),
    ...file.getInstructions().flatMap(breachesOfInstruction),
    ...breachesOfImage(last),
  ];
}

function stagesOf(file: Dockerfile): Stage[] {
  const stages: { from: From; instructions: Instruction[] }[] = [];
  const froms = file.getFROMs();
  for (const instruction of file.getInstructions()) {
    const from = froms.find((one) => lineOf(one) === lineOf(instruction));
    if (from) stages.push({ from, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function breachesOfBase(from: From, stages: readonly Stage[]): string[] {
  const image = from.getImage() ?? "";
  if (image === "scratch" || stages.some((stage) => stage.from.getBuildStage() === image)) return [];
  const tag = from.getImageTag() ?? "";
  const pinned = from.getImageDigest() !== null || /\d+\.\d+\.\d+/.test(tag);
  return ruled(pinned, from, `${image} is pinned neither by digest nor by an exact version`);
}

/** What changes seldom is copied and installed first, so that its layer is kept. */
function breachesOfOrder({ instructions }: Stage): string[] {
  const install = instructions.findIndex((one) => named(one, "RUN") && /\bnpm ci\b/.test(argumentsOf(one)));
  const everything = instructions.findIndex((one) => named(one, "COPY") && argumentsOf(one) === ". .");
  if (install < 0 || everything < 0) return [];
  const [first = instructions[everything]] = instructions.slice(everything);
  return first === undefined ? [] : ruled(install < everything, first, "everything is copied before npm ci");
}

function breachesOfInstruction(one: Instruction): string[] {
  const given = argumentsOf(one);
  return [
    ...ruled(!named(one, "ADD"), one, "ADD fetches and unpacks; COPY does what it says"),
    ...ruled(!(named(one, "ARG", "ENV") && SECRET.test(given)), one, "a secret would stay in the image"),
    ...ruled(
      !(named(one, "COPY") && /(?:^|[\s/])(?:\.env|\.git|\.npmrc)\b/.test(given)),
      one,
      "copies what may be secret",
    ),
    ...ruled(
      !(named(one, "RUN") && /\bsudo\b|(?:curl|wget)[^|]*\|\s*(?:ba)?sh\b/.test(given)),
      one,
      "runs what nobody has read",
    ),
    ...ruled(!(named(one, "RUN") && /apk add(?!.*--no-cache)/.test(given)), one, "keeps the package index"),
    ...ruled(!(named(one, "RUN") && /\bnpm (?:install|i)\b/.test(given)), one, "installs what is not locked"),
  ];
}

function breachesOfImage({ from, instructions }: Stage): string[] {
  const lastOf = (keyword: string) => instructions.findLast((one) => named(one, keyword));
  const user = lastOf("USER");
  const health = lastOf("HEALTHCHECK");
  const ports = instructions
    .filter((one) => named(one, "EXPOSE"))
    .flatMap((one) => argumentsOf(one).split(/\s+/));
  return [
    ...ruled(
      /^[1-9]\d*(?::[1-9]\d*)?$/.test(user ? argumentsOf(user) : ""),
      user ?? from,
      "USER is no number above 0",
    ),
    ...ruled(health !== undefined && argumentsOf(health) !== "NONE", health ?? from, "no HEALTHCHECK"),
    ...ruled(
      ports.every((port) => Number.parseInt(port, 10) >= 1024),
      from,
      "a port that needs root",
    ),
    ...["ENTRYPOINT", "CMD"].flatMap((keyword) => {
      const found = lastOf(keyword);
      const isList = found !== undefined && argumentsOf(found).startsWith("[");
      return ruled(isList, found ?? from, `${keyword} is missing or goes through a shell`);
    }),
  ];
}

function ruled(isKept: boolean, where: Instruction, rule: string): string[] {
  return isKept ? [] : [`${lineOf(where)}: ${rule}`];
}

function named(instruction: Instruction, ...keywords: string[]): boolean {
  return keywords.includes(instruction.getKeyword());
}

function argumentsOf(instruction: Instruction): string {
  return instruction.getRawArgumentsContent() ?? "";
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}
