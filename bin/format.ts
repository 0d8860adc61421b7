import { spawn } from "node:child_process";
import { join } from "node:path";
import { runCommand } from "./run-command.ts";

/** `npm run format`: formats and lints the project with Biome, and mends what can be mended. */
await runCommand(import.meta.filename, (args, { root }) => {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const checked = args.length > 0 ? args : ["."];
  const child = spawn(process.execPath, [biome, "check", "--write", ...checked], {
    cwd: root,
    stdio: "inherit",
  });
  return new Promise((done) => child.on("close", (code) => done(code ?? 1)));
});
