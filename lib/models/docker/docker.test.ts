import { expect, test } from "vitest";
import {
  createContainer,
  execProblem,
  pruneContainers,
  removeContainer,
  restartContainer,
  startContainer,
  stopContainer,
} from "./containers.ts";
import { type Done, EMPTY_ENGINE, type Engine, findContainer } from "./engine.ts";
import { pullImage, pushImage, type Registry, runContainer, tagImage } from "./images.ts";
import { pruneVolumes, removeVolume } from "./volumes.ts";

const REF = "registry.example.com/shop/web:1";
const ID = `sha256:${"a".repeat(64)}`;
const AMD64 = "linux/amd64";
const registry: Registry = {
  reachable: true,
  loggedIn: true,
  images: { [REF]: ID },
  platforms: { [ID]: AMD64 },
};
const run = (engine: Engine, from = registry) => runContainer(engine, { name: "web", ref: REF }, from, AMD64);
const text = ({ output }: Done) => `${output.ok ? "" : "! "}${output.text}`;
const options = { name: "app", image: "app:1", volumes: ["data"], anonymous: 1 };
const made = createContainer(EMPTY_ENGINE, options).engine;
const id = findContainer(made, "app")!.id;

test("a name that is taken is a conflict, for create and for run, also by a stopped container", () => {
  const conflict = (name: string, by: string) =>
    `Error response from daemon: Conflict. The container name "/${name}" is already in use by container "${by}". You have to remove (or rename) that container to be able to reuse that name.`;
  expect(text(createContainer(made, options))).toBe(`! ${conflict("app", id)}`);
  const running = run(EMPTY_ENGINE).engine;
  const web = findContainer(running, "web")!.id;
  const expected = `! docker: ${conflict("web", web)}\n\nRun 'docker run --help' for more information`;
  expect(text(run(running))).toBe(expected);
  const stopped = stopContainer(running, "web").engine;
  expect(text(run(stopped))).toBe(expected);
  expect(run(stopped).engine).toEqual(stopped);
  expect(text(run(removeContainer(stopped, "web").engine))).toMatch(/^[0-9a-f]{64}$/);
});

test("run pulls only what is missing, and keeps it when the name is taken", () => {
  expect(text(run(EMPTY_ENGINE))).toMatch(
    /^Unable to find image 'registry\.example\.com\/shop\/web:1' locally\n1: Pulling from shop\/web\nDigest: sha256:a{64}\nStatus: Downloaded newer image for registry\.example\.com\/shop\/web:1\n[0-9a-f]{64}$/,
  );
  const taken = createContainer(EMPTY_ENGINE, { name: "web", image: "other" }).engine;
  expect(run(taken).output.ok).toBe(false);
  expect(run(taken).engine.images).toEqual({ [REF]: ID });
});

test("what a registry refuses is said alike by pull and run", () => {
  const other = { ...registry, platforms: { [ID]: "linux/arm64" } };
  for (const from of [{ ...registry, reachable: false }, { ...registry, images: {} }, other]) {
    const pulled = text(pullImage(EMPTY_ENGINE, REF, from, AMD64));
    expect(pulled).toMatch(/^! Error response from daemon: /);
    expect(text(run(EMPTY_ENGINE, from))).toContain(`docker: ${pulled.slice(2)}`);
  }
  expect(text(pullImage(EMPTY_ENGINE, REF, { ...registry, images: {} }, AMD64))).toBe(
    `! Error response from daemon: failed to resolve reference "${REF}": ${REF}: not found`,
  );
});

test("tag and push name what is missing", () => {
  expect(text(tagImage(EMPTY_ENGINE, "web:latest", REF))).toBe(
    "! Error response from daemon: No such image: web:latest",
  );
  expect(pushImage(EMPTY_ENGINE, REF, registry).output.text).toContain(`tag does not exist: ${REF}`);
});

test("start and stop of what runs or does not run print the name and change nothing", () => {
  const running = startContainer(made, "app").engine;
  expect(startContainer(running, "app")).toEqual({ engine: running, output: { ok: true, text: "app" } });
  expect(stopContainer(made, "app")).toEqual({ engine: made, output: { ok: true, text: "app" } });
  expect(findContainer(restartContainer(made, "app").engine, "app")?.state).toBe("running");
});

test("every command says that there is no such container in the words of the daemon", () => {
  const missing = "Error response from daemon: No such container: app";
  for (const act of [stopContainer, restartContainer, removeContainer])
    expect(text(act(EMPTY_ENGINE, "app"))).toBe(`! ${missing}`);
  expect(text(startContainer(EMPTY_ENGINE, "app"))).toBe(`! ${missing}\nfailed to start containers: app`);
  expect(text(execProblem(EMPTY_ENGINE, "app")!)).toBe(`! ${missing}`);
  expect(text(removeContainer(EMPTY_ENGINE, "app", { force: true }))).toBe(missing);
});

test("a running container is removed by force alone; exec needs one that runs, and names it by its id", () => {
  const running = startContainer(made, "app").engine;
  expect(text(removeContainer(running, "app"))).toBe(
    '! Error response from daemon: cannot remove container "/app": container is running: stop the container before removing or force remove',
  );
  expect(removeContainer(running, "app", { force: true }).engine.containers).toEqual([]);
  expect(text(execProblem(made, "app")!)).toBe(
    `! Error response from daemon: container ${id} is not running`,
  );
  expect(execProblem(running, "app")).toBeUndefined();
});

test("volumes outlive their container, but for the anonymous ones with -v; a used one stays", () => {
  expect(text(removeVolume(made, "data"))).toBe(
    `! Error response from daemon: remove data: volume is in use - [${id}]`,
  );
  expect(pruneVolumes(made, true).engine.volumes).toHaveLength(2);
  const kept = removeContainer(made, "app").engine;
  expect(kept.volumes.map((one) => one.number)).toEqual([0, 1]);
  expect(removeContainer(made, "app", { volumes: true }).engine.volumes.map((one) => one.name)).toEqual([
    "data",
  ]);
  expect(pruneVolumes(kept, false).engine.volumes.map((one) => one.name)).toEqual(["data"]);
  expect(pruneVolumes(kept, true).engine.volumes).toEqual([]);
  expect(text(removeVolume(EMPTY_ENGINE, "data"))).toBe(
    "! Error response from daemon: get data: no such volume",
  );
});

test("prune lists ids and what was freed", () => {
  expect(text(pruneContainers(made))).toBe(`Deleted Containers:\n${id}\n\nTotal reclaimed space: 0B`);
  expect(text(pruneContainers(EMPTY_ENGINE))).toBe("Total reclaimed space: 0B");
});
