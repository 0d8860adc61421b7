import {
  type Container,
  changeContainer,
  type Done,
  daemonError,
  done,
  type Engine,
  failed,
  findContainer,
  hexId,
} from "./engine.ts";
import { anonymousVolumes, dropVolumes, reclaimed } from "./volumes.ts";

const noSuch = (name: string) => daemonError(`No such container: ${name}`);

export type CreateOptions = {
  readonly name: string;
  readonly image: string;
  /** Named volumes to mount, made if missing; and how many anonymous ones, made anew each time. */
  readonly volumes?: readonly string[];
  readonly anonymous?: number;
};

/** `docker create --name`: prints the new id, or that the name is taken, also by a container that is stopped. */
export function createContainer(
  engine: Engine,
  { name, image, volumes = [], anonymous = 0 }: CreateOptions,
): Done {
  const taken = findContainer(engine, name);
  if (taken !== undefined) {
    const text = `Conflict. The container name "/${name}" is already in use by container "${taken.id}". You have to remove (or rename) that container to be able to reuse that name.`;
    return failed(engine, daemonError(text));
  }
  const fresh = anonymousVolumes(engine.made.volumes, anonymous);
  const named = volumes
    .filter((one) => !engine.volumes.some((volume) => volume.name === one))
    .map((one) => ({ name: one, number: 0, files: [] }));
  const number = engine.made.containers + 1;
  const container: Container = {
    id: hexId(`container ${number}`),
    number,
    name,
    image,
    state: "created",
    mounts: [...volumes, ...fresh.map((volume) => volume.name)],
    layer: [],
    tmpfs: [],
  };
  const next: Engine = {
    ...engine,
    containers: [...engine.containers, container],
    volumes: [...engine.volumes, ...named, ...fresh],
    made: { containers: number, volumes: engine.made.volumes + anonymous },
  };
  return done(next, container.id);
}

/** `docker start`: of one that runs already, too, it prints the name and does nothing. */
export function startContainer(engine: Engine, name: string): Done {
  const found = findContainer(engine, name);
  if (found === undefined) return failed(engine, `${noSuch(name)}\nfailed to start containers: ${name}`);
  return found.state === "running" ? done(engine, name) : done(run(engine, found), name);
}

/** `docker stop`: of one that does not run, too, it prints the name and does nothing. */
export function stopContainer(engine: Engine, name: string): Done {
  const found = findContainer(engine, name);
  if (found === undefined) return failed(engine, noSuch(name));
  if (found.state !== "running") return done(engine, name);
  return done(changeContainer(engine, { ...found, state: "exited", tmpfs: [] }), name);
}

/** `docker restart`: one that does not run is started. */
export function restartContainer(engine: Engine, name: string): Done {
  const found = findContainer(engine, name);
  return found === undefined ? failed(engine, noSuch(name)) : done(run(engine, found), name);
}

/** A tmpfs is mounted afresh, empty, whenever the container starts. */
function run(engine: Engine, container: Container): Engine {
  return changeContainer(engine, { ...container, state: "running", tmpfs: [] });
}

/** `docker rm [-f] [-v]`: with `-v` the anonymous volumes that only this container mounts go as well. */
export function removeContainer(
  engine: Engine,
  name: string,
  { force = false, volumes = false }: { readonly force?: boolean; readonly volumes?: boolean } = {},
): Done {
  const found = findContainer(engine, name);
  // With -f the CLI reports the missing container, but does not fail.
  if (found === undefined) return force ? done(engine, noSuch(name)) : failed(engine, noSuch(name));
  if (found.state === "running" && !force) {
    const text = `cannot remove container "/${name}": container is running: stop the container before removing or force remove`;
    return failed(engine, daemonError(text));
  }
  return done(removeAll(engine, [found], volumes), name);
}

function removeAll(engine: Engine, gone: readonly Container[], volumes: boolean): Engine {
  const without = { ...engine, containers: engine.containers.filter((one) => !gone.includes(one)) };
  if (!volumes) return without;
  const mounted = new Set(gone.flatMap((one) => one.mounts));
  return dropVolumes(without, (volume) => volume.number > 0 && mounted.has(volume.name));
}

/** `docker container prune -f`: every container that does not run; volumes are left. */
export function pruneContainers(engine: Engine): Done {
  const gone = engine.containers.filter((one) => one.state !== "running");
  const size = reclaimed(gone.flatMap((one) => one.layer));
  const list = gone.length === 0 ? "" : `Deleted Containers:\n${gone.map((one) => one.id).join("\n")}\n\n`;
  return done(removeAll(engine, gone, false), `${list}${size}`);
}

/** `docker exec` of something that writes: undefined when the container runs, else the error. */
export function execProblem(engine: Engine, name: string): Done | undefined {
  const found = findContainer(engine, name);
  if (found === undefined) return failed(engine, noSuch(name));
  if (found.state === "running") return undefined;
  return failed(engine, daemonError(`container ${found.id} is not running`));
}
