import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { withJosa } from "../../text/josa.ts";

/** How to start a browser: what to run, with which arguments and environment. */
export type Browser = {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
};

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
];
const NAMES = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const APPLICATIONS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * Finds a Chromium: `CHROMIUM_PATH`, else one that is installed, else the one from
 * the lock file (x64 Linux), unpacked once under `node_modules/.cache`. Tests prefer the
 * locked one to those that are installed: they are to say the same on every machine.
 * @throws Error with a Korean sentence that says what to install
 */
export async function findChromium(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
  prefer: "installed" | "locked" = "installed",
): Promise<Browser> {
  const base = Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const wanted = environment.CHROMIUM_PATH;
  if (wanted) {
    if (!isExecutable(wanted))
      throw new Error(
        `CHROMIUM_PATH=${withJosa(`"${wanted}"`, "을/를")} 실행할 수 없습니다. 크롬이나 크로미움의 경로를 적어 주세요.`,
      );
    return {
      executablePath: wanted,
      args: ARGS,
      env: { ...base, ...fontsOf(root, join(root, "node_modules/.cache/chromium-fonts")) },
    };
  }
  const hasLocked = process.platform === "linux" && process.arch === "x64";
  if (prefer === "locked" && hasLocked) return unpackLocked(root, base);
  const installed = findInstalled(environment);
  if (installed)
    return {
      executablePath: installed,
      args: ARGS,
      env: { ...base, ...fontsOf(root, join(root, "node_modules/.cache/chromium-fonts")) },
    };
  if (hasLocked) return unpackLocked(root, base);
  throw new Error(
    "브라우저를 찾지 못했습니다. 크롬이나 크로미움을 설치하거나 CHROMIUM_PATH에 경로를 적어 주세요.",
  );
}

/** The Chrome or Chromium that is installed on this machine, if one is. */
export function findInstalled(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = (environment.PATH ?? "").split(delimiter);
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...APPLICATIONS].find(
    isExecutable,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The packaged browser unpacks into the system's temporary folder unless told otherwise, and reuses whatever lies there. */
async function unpackLocked(root: string, base: Record<string, string>): Promise<Browser> {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"),
  ) as { version: string };
  const folder = join(root, "node_modules/.cache", `chromium-${version}`);
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    const before = process.env.TMPDIR;
    try {
      process.env.TMPDIR = partial;
      const { inflate } = await import("@sparticuz/chromium");
      const packed = (name: string) => join(root, "node_modules/@sparticuz/chromium/bin", name);
      await Promise.all(
        ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"].map((name) =>
          inflate(packed(name)),
        ),
      );
      renameSync(partial, folder);
    } catch (error) {
      if (!existsSync(folder)) throw error;
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(partial, { recursive: true, force: true });
    }
  }
  const libraries = join(folder, "al2023", "lib");
  return {
    executablePath: join(folder, "chromium"),
    args: [...ARGS, "--headless=shell"],
    env: {
      ...base,
      LD_LIBRARY_PATH: [libraries, base.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
      ...fontsOf(root, folder),
    },
  };
}

/** A machine may have no Korean font at all; the locked one is added to what it has. */
function fontsOf(root: string, folder: string): Record<string, string> {
  const fonts = join(root, "node_modules/pretendard/dist/public/static");
  if (process.platform !== "linux" || !existsSync(fonts)) return {};
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${fonts}</dir><dir>${join(folder, "fonts", "fonts")}</dir><cachedir>${join(folder, "fontconfig")}</cachedir></fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}
