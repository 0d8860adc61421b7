import { REGISTRY } from "../../lib/build/export/registry-path.ts";
import { renderIsland } from "../../lib/build/export/render-island.ts";
import { OwnScript } from "../frame/OwnScript.tsx";
import type { registry } from "./registry.ts";

type Registry = typeof registry;
export type IslandName = keyof Registry & string;

/** What the component of an island takes: data that survives JSON. */
export type IslandProps<Name extends IslandName> = Registry[Name] extends () => Promise<
  (props: infer Props extends object) => unknown
>
  ? Props
  : never;

/**
 * A React component in a page without React: its HTML is in the page and works as
 * far as HTML does, and `islands.js`, which only pages with an island load, brings
 * it to life when the reader comes near.
 * @param id where the same island stands on a page more than once: told apart by it, and linked to by it
 */
export async function Island<Name extends IslandName>({
  name,
  id,
  props,
}: {
  name: Name;
  id?: string;
  props: IslandProps<Name>;
}) {
  const html = await renderIsland(process.cwd(), REGISTRY, { name, prefix: `${id ?? name}-`, props });
  // Under `npm run dev` Next's own React finds the inside changed; it is not its own.
  return (
    <div data-island={name} id={id} suppressHydrationWarning>
      <OwnScript async src="/islands.js" />
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: React made it, a moment ago */}
      <div data-island-root="" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: html }} />
      <script type="application/json" data-keep="">
        {JSON.stringify(props).replaceAll("<", "\\u003c")}
      </script>
    </div>
  );
}
