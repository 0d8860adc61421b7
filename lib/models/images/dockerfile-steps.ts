import { type BuildStep, type BuildStepResult, buildCache } from "./build-cache.ts";

/** An instruction of a Dockerfile as the cache meets it. */
export type DockerfileInstruction = {
  /** In capitals. */
  readonly keyword: string;
  /** What follows, blanks folded. */
  readonly rest: string;
  /** The checksum of what COPY or ADD takes in; null for other instructions. */
  readonly contentKey: string | null;
};

type Settings = {
  readonly env: readonly (readonly [string, string])[];
  readonly user: string;
  readonly dir: string;
};

/**
 * The steps on the file system that a Dockerfile comes to, by instruction; null for what only changes the
 * image's configuration (CMD, ENTRYPOINT, LABEL, EXPOSE, STOPSIGNAL, HEALTHCHECK, VOLUME, `WORKDIR /`, and ENV
 * and USER themselves). The environment, the user and the directory are part of what is compared of a RUN;
 * COPY has only its target from the directory; WORKDIR makes its directory for the user.
 *
 * Source: moby/buildkit `frontend/dockerfile/dockerfile2llb/convert.go` (dispatchRun, dispatchCopy,
 * dispatchWorkdir, dispatchEnv, dispatchUser, dispatchLabel, dispatchCmd, …).
 */
export function filesystemSteps(
  instructions: readonly DockerfileInstruction[],
): readonly (BuildStep | null)[] {
  let settings: Settings = { env: [], user: "", dir: "/" };
  return instructions.map((instruction) => {
    const { keyword, rest } = instruction;
    if (keyword === "ENV") settings = { ...settings, env: addEnv(settings.env, rest) };
    if (keyword === "USER") settings = { ...settings, user: rest };
    if (keyword === "WORKDIR") settings = { ...settings, dir: absolute(rest, settings.dir) };
    return stepOf(instruction, settings);
  });
}

function stepOf(
  { keyword, rest, contentKey }: DockerfileInstruction,
  { env, user, dir }: Settings,
): BuildStep | null {
  switch (keyword) {
    case "FROM":
      return { instruction: `FROM ${rest}`, contentKey: null };
    case "RUN":
      return { instruction: `RUN ${rest} ${JSON.stringify({ env, user, dir })}`, contentKey: null };
    case "WORKDIR":
      return dir === "/"
        ? null
        : { instruction: `WORKDIR ${dir} ${JSON.stringify({ user })}`, contentKey: null };
    case "COPY":
    case "ADD": {
      const words = rest.split(" ");
      const target = words.at(-1) ?? "";
      const slash = target.endsWith("/") || target === "." ? "/" : "";
      const sources = words.slice(0, -1).join(" ");
      return { instruction: `${keyword} ${sources} ${absolute(target, dir)}${slash}`, contentKey };
    }
    default:
      return null;
  }
}

/** `A=1 B=2` or the old `A 1`; a name that comes again moves to the end. */
function addEnv(env: Settings["env"], rest: string): Settings["env"] {
  const pairs = /^[^\s=]+=/.test(rest)
    ? [...rest.matchAll(/([^\s=]+)=("[^"]*"|'[^']*'|\S*)/g)].map((pair) => [pair[1]!, pair[2]!] as const)
    : [[rest.split(" ")[0]!, rest.slice(rest.indexOf(" ") + 1)] as const];
  return pairs.reduce<Settings["env"]>(
    (list, pair) => [...list.filter(([name]) => name !== pair[0]), pair],
    env,
  );
}

function absolute(path: string, dir: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${dir}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** `config`: there is nothing to run or to keep. */
export type InstructionResult = BuildStepResult | "config";

/**
 * Which instructions of a build are taken from the cache that an earlier build left. The rule is that of
 * `buildCache`, over the steps on the file system alone: no other instruction breaks the cache.
 */
export function buildCacheOf(
  previous: readonly DockerfileInstruction[],
  current: readonly DockerfileInstruction[],
): readonly InstructionResult[] {
  const steps = filesystemSteps(current);
  const isStep = (step: BuildStep | null) => step !== null;
  const results = buildCache(filesystemSteps(previous).filter(isStep), steps.filter(isStep));
  let at = 0;
  return steps.map((step) => (step === null ? "config" : results[at++]!));
}
