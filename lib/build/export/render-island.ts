import { compileFunction } from "node:vm";
import { build } from "esbuild";
import { wordsAlias } from "../store/words-alias.ts";

type IslandRequest = { readonly name: string; readonly prefix: string; readonly props: object };

type Render = (request: IslandRequest) => Promise<string>;

const renderers = new Map<string, Promise<Render>>();

/**
 * The HTML of an island, drawn by the React of `react-dom/server`. Server components
 * have another React, so the islands are bundled apart and run as plain Node code;
 * once a process while building, every time while writing.
 * @param registry a module like `components/islands/registry.ts`, from `root`
 */
export async function renderIsland(root: string, registry: string, request: IslandRequest): Promise<string> {
  const key = `${root}\0${registry}`;
  let renderer = renderers.get(key);
  if (!renderer || process.env.NODE_ENV === "development") {
    renderer = makeRenderer(root, registry);
    renderers.set(key, renderer);
  }
  return (await renderer)(request);
}

async function makeRenderer(root: string, registry: string): Promise<Render> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    alias: wordsAlias(root),
    stdin: {
      contents: `
        import { registry } from "./${registry}";
        import { render } from "./components/islands/render.tsx";
        module.exports = (request) => render(registry, request);`,
      resolveDir: root,
      sourcefile: "islands.ts",
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const module: { exports?: Render } = {};
  // All that is left to require are modules of Node.
  const require = (name: string): unknown => process.getBuiltinModule(name);
  compileFunction(outputFiles[0]!.text, ["module", "require"])(module, require);
  return module.exports!;
}
