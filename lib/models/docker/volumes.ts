import {
  type Done,
  daemonError,
  done,
  type Engine,
  type Files,
  failed,
  hexId,
  type Volume,
} from "./engine.ts";

/** New anonymous volumes; `made` is how many there were before. */
export function anonymousVolumes(made: number, count: number): Volume[] {
  return Array.from({ length: count }, (_, index) => ({
    name: hexId(`volume ${made + index + 1}`),
    number: made + index + 1,
    files: [],
  }));
}

/** A volume is in use as long as a container mounts it, also one that is stopped. */
export function isUsed(engine: Engine, volume: Volume): boolean {
  return engine.containers.some((one) => one.mounts.includes(volume.name));
}

/** The engine without the volumes that are meant and that no container uses. */
export function dropVolumes(engine: Engine, isMeant: (volume: Volume) => boolean): Engine {
  return { ...engine, volumes: engine.volumes.filter((one) => !isMeant(one) || isUsed(engine, one)) };
}

/** The last line of `prune`. Each write holds its number and a line end. */
export function reclaimed(files: Files): string {
  return `Total reclaimed space: ${files.reduce((sum, file) => sum + String(file).length + 1, 0)}B`;
}

/** `docker volume rm` */
export function removeVolume(engine: Engine, name: string): Done {
  const found = engine.volumes.find((one) => one.name === name);
  if (found === undefined) return failed(engine, daemonError(`get ${name}: no such volume`));
  const users = engine.containers.filter((one) => one.mounts.includes(name)).map((one) => one.id);
  if (users.length > 0) {
    return failed(engine, daemonError(`remove ${name}: volume is in use - [${users.join(", ")}]`));
  }
  return done(
    dropVolumes(engine, (one) => one === found),
    name,
  );
}

/** `docker volume prune -f [-a]`: since API 1.42 only anonymous volumes, unless `-a` is given. */
export function pruneVolumes(engine: Engine, all: boolean): Done {
  const next = dropVolumes(engine, (one) => all || one.number > 0);
  const gone = engine.volumes.filter((one) => !next.volumes.includes(one));
  const list = gone.length === 0 ? "" : `Deleted Volumes:\n${gone.map((one) => one.name).join("\n")}\n\n`;
  return done(next, `${list}${reclaimed(gone.flatMap((one) => one.files))}`);
}
