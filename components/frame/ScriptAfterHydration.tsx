"use client";
import { useEffect } from "react";

export type OwnScriptProps = {
  readonly src: string;
  readonly async?: boolean;
} & { readonly [part: `data-part-${string}`]: string };

/** Adds a module script once the page is hydrated, however often the page asks for it. */
export function ScriptAfterHydration(props: OwnScriptProps) {
  useEffect(() => {
    if (document.querySelector(`script[src="${props.src}"]`)) return;
    const script = document.createElement("script");
    script.type = "module";
    for (const [name, value] of Object.entries(props)) script.setAttribute(name, String(value));
    document.head.append(script);
  }, [props]);
  return null;
}
