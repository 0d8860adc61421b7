import { type OwnScriptProps, ScriptAfterHydration } from "./ScriptAfterHydration.tsx";

/**
 * One of the site's own module scripts. The published page holds the tag, and the
 * build writes its hashed name and integrity over it. Under `npm run dev` React
 * hydrates the whole page, and scripts that change what it has not yet seen would
 * make it throw the page away: there they are added after it.
 */
export function OwnScript(props: OwnScriptProps) {
  if (process.env.NODE_ENV !== "production") return <ScriptAfterHydration {...props} />;
  return <script {...props} type="module" data-keep="" />;
}
