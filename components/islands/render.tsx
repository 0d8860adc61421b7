import type { FunctionComponent } from "react";
import { renderToString } from "react-dom/server";
import { IslandRoot } from "./IslandRoot.tsx";
import type { IslandRegistry } from "./registry.ts";

/** An island as `renderIsland` of lib/build/export asks for it. */
export type IslandRequest = { readonly name: string; readonly prefix: string; readonly props: object };

const nothing = () => {};

/**
 * The HTML of an island, as `hydrate.tsx` expects to find it. Bundled apart and run
 * outside Next, whose server components have no `react-dom/server`.
 */
export async function render(
  registry: IslandRegistry,
  { name, prefix, props }: IslandRequest,
): Promise<string> {
  const load = registry[name];
  if (!load)
    throw new Error(
      `components/islands/registry.ts에 없는 섬입니다: ${name}. 이런 줄을 더하세요.\n  "${name}": () => import("../….tsx").then((module) => module.…),`,
    );
  const Component = (await load()) as FunctionComponent<object>;
  return renderToString(
    <IslandRoot onReady={nothing}>
      <Component {...props} />
    </IslandRoot>,
    { identifierPrefix: prefix },
  );
}
