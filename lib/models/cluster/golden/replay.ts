import { openCluster } from "../cluster.ts";
import { SECOND, smallCluster } from "../fixtures.ts";
import { continueLine, loadShell, runLine, type TextFile } from "../shell.ts";
import type { World } from "../world.ts";
import { FILES } from "./files.ts";

// Sessions type any command.
await loadShell();

/** How long a session waits for a command in the foreground before it presses Ctrl-C. */
const PATIENCE = 60 * SECOND;

/** What a terminal shows of one command, to its end or to Ctrl-C. */
export function play(world: World, line: string, files: readonly TextFile[] = FILES): string {
  let ran = runLine(world, files, line);
  let text = ran.text;
  const until = world.now + PATIENCE;
  while (ran.foreground !== undefined && ran.exitCode === undefined) {
    const { wakeAt } = ran.foreground;
    if (
      !world.step(wakeAt === undefined ? until : Math.min(until, world.momentOf(wakeAt))) &&
      world.now >= until
    )
      break;
    ran = continueLine(world, files, ran.foreground);
    text += ran.text;
  }
  if (text !== "" && !text.endsWith("\n")) text += "\n";
  if (ran.missing !== undefined) text += `(missing: ${ran.missing})\n`;
  if (ran.exitCode === undefined) return `${text}^C\n`;
  return ran.exitCode === 0 ? text : `${text}(exit ${ran.exitCode})\n`;
}

/** A small cluster that has come to rest. */
export const settled = (() => {
  const world = smallCluster();
  world.run(5 * SECOND);
  return world.state;
})();

/** A session as it is written down: commands, waits, and what the terminal shows in between. */
export function replay(session: string): string {
  const world = openCluster(settled);
  let shown = "";
  for (const line of session.split("\n")) {
    const [, seconds] = /^\((\d+)s\)$/.exec(line) ?? [];
    if (line.startsWith("###") || seconds !== undefined || line.startsWith("$ ")) shown += `${line}\n`;
    if (seconds !== undefined) world.run(world.now + Number(seconds) * SECOND);
    if (line.startsWith("$ ")) shown += play(world, line.slice(2));
  }
  return shown;
}
