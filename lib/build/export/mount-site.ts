import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, serialize } from "parse5";
import { holdsAddress, joinBase } from "../../address/base.ts";
import { SPECULATION_FILE } from "../../headers/speculation.ts";
import { basePathOf } from "../catalog/site-url.ts";
import { MANIFEST_PATH } from "../feeds/web-manifest.ts";
import { filesUnder } from "./files-under.ts";
import { isElement, type Node } from "./page-tree.ts";

/** Data of which every string that begins with a slash is an address. */
const DATA_FILES = [MANIFEST_PATH, SPECULATION_FILE.slice(1)];

/** Attributes of ours that hold addresses, alone or with the integrity of what is there. */
const OWN_ADDRESSES = /^data-(?:files|to|part-.+)$/;

/**
 * Puts the path of the site before every address in a finished export: the one step that knows of it, apart from what
 * scripts ask of `lib/address/base.ts` and what is written with the whole `SITE_URL`. Files stay where they are, for
 * the host is who serves the folder at that path.
 * @param base without a slash at its end; "" changes nothing
 */
export function mountSite(out: string, base: string): void {
  if (base === "") return;
  for (const path of filesUnder(out))
    if (path.endsWith(".html")) writeFileSync(path, mountPage(readFileSync(path, "utf8"), base));
  for (const path of DATA_FILES.map((name) => join(out, name)))
    if (existsSync(path)) writeFileSync(path, mountData(readFileSync(path, "utf8"), base));
}

/** A page with the path of the site before each of its addresses. What an island starts with is for scripts, and stays. */
export function mountPage(html: string, base: string): string {
  const document = parse(html);
  mapAddresses(document, (address) => joinBase(base, address));
  return serialize(document);
}

/** Takes the path of the site away again, for who reads a finished export as files. @param siteUrl it was made for */
export function unmountPage(document: Node, siteUrl: string): void {
  const base = basePathOf(siteUrl);
  mapAddresses(document, (address) =>
    address.startsWith(`${base}/`) ? address.slice(base.length) : address,
  );
}

function mapAddresses(node: Node, map: (address: string) => string): void {
  if (isElement(node))
    for (const attribute of node.attrs) {
      const name = attribute.prefix ? `${attribute.prefix}:${attribute.name}` : attribute.name;
      if (holdsAddress(name)) attribute.value = map(attribute.value);
      else if (OWN_ADDRESSES.test(name)) attribute.value = attribute.value.split(" ").map(map).join(" ");
      else if (name === "srcset")
        attribute.value = attribute.value
          .split(/,\s+/)
          .map((candidate) => map(candidate.trim()))
          .join(", ");
      else if (name === "content")
        attribute.value = attribute.value.replace(
          /^(\d+; ?url=)(.*)$/,
          (_, wait: string, to: string) => wait + map(to),
        );
    }
  if ("childNodes" in node) for (const child of node.childNodes) mapAddresses(child, map);
}

function mountData(json: string, base: string): string {
  const mounted = JSON.parse(json, (_, value: unknown) =>
    typeof value === "string" ? joinBase(base, value) : value,
  ) as unknown;
  return `${JSON.stringify(mounted, undefined, 2)}\n`;
}
