import type { Element, Root, Text } from "hast";
import { createIdRegistry } from "../../address/slug.ts";
import { otherCalloutKind } from "../../note/callout-kinds.ts";
import type { CorrectionPart } from "../../note/note.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { type CompileContext, report } from "./context.ts";
import {
  attributeOf,
  type Child,
  component,
  isBlankText,
  isComponent,
  isElement,
  type Parent,
  tidyText,
  walk,
} from "./tree.ts";

/** Kinds of callout, under the names GitHub's alert syntax uses. */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    note: "note",
    tip: "tip",
    warning: "warning",
    caution: "warning",
    important: "note",
    version: "version",
    correction: "correction",
    summary: "summary",
  }),
);

const OTHER_MARKER = /^\s*\[!([\p{L}][\p{L}\p{N}_ -]*)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*/u;

const MARKER = /^\s*\[!([A-Za-z]+)\]\s*/;
const CORRECTION_ROWS: ReadonlyMap<string, CorrectionPart> = new Map([
  ["원본의 설명", "was"],
  ["고친 설명", "now"],
  ["이유", "why"],
]);

/**
 * Turns `> [!NOTE]` quotations (and `<Callout kind="note">`) into callouts, and
 * the three-line correction into its own component with one row each.
 */
export function rehypeCallouts(context: CompileContext) {
  return (tree: Root) => {
    let anchor = "";
    const unique = createIdRegistry();
    walk(tree, (node) => {
      if (isElement(node, "h2", "h3", "h4", "h5", "h6")) anchor = String(node.properties.id ?? "");
      if (isComponent(node, "Callout")) {
        const wanted = attributeOf(node, "kind") ?? "";
        const known = KINDS.get(wanted);
        if (known === wanted) return undefined;
        node.attributes = component("Callout", { kind: known ?? "note" }, []).attributes;
        if (known !== undefined) return undefined;
        const guess = findNearest(wanted, [...KINDS.keys()]);
        report(
          context,
          node,
          "callout/unknown-kind",
          `콜아웃 종류 ${withJosa(`"${wanted}"`, "은/는")} 없습니다. 쓸 수 있는 값: ${[...KINDS.keys()].join(", ")}`,
          guess ? `혹시 "${guess}"인가요?` : "",
        );
        return undefined;
      }
      if (!isElement(node, "blockquote")) return undefined;
      const children = node.children as Child[];
      const first = children.find((child) => !isBlankText(child));
      if (!isElement(first, "p") || first.children[0]?.type !== "text") return undefined;
      const lead = first.children[0];
      if (context.foreign !== undefined) {
        const made = toOtherCallout(node, first, lead);
        return made === undefined ? undefined : [made];
      }
      const marker = MARKER.exec(lead.value);
      if (!marker) return undefined;
      const written = marker[1]!.toLowerCase();
      const kind = KINDS.get(written);
      if (kind === undefined) {
        const guess = findNearest(written, [...KINDS.keys()]);
        report(
          context,
          node,
          "callout/unknown-kind",
          `콜아웃 종류 ${withJosa(`"${marker[1]}"`, "은/는")} 없습니다. 쓸 수 있는 값: ${[...KINDS.keys()]
            .map((name) => name.toUpperCase())
            .join(", ")}`,
          guess ? `혹시 "${guess.toUpperCase()}"인가요?` : "",
        );
        return undefined;
      }
      lead.value = lead.value.slice(marker[0].length).replace(/^\n/, "");
      if (lead.value === "") first.children.shift();
      if (isElement(first.children[0], "br")) first.children.shift();
      const rest = children.filter(
        (child) => !(child === first && tidyText(first) === "" && first.children.length === 0),
      );
      if (kind !== "correction") return [component("Callout", { kind }, rest, node)];
      return [toCorrection(context, node, rest, anchor, unique)];
    });
  };
}

/** A callout as others write them: any kind, a title of its own, and a sign whether it is folded. */
function toOtherCallout(quote: Element, first: Element, lead: Text): Child | undefined {
  const marker = OTHER_MARKER.exec(lead.value);
  if (!marker) return undefined;
  const [whole, written = "", fold] = marker;
  const kind = otherCalloutKind(written);
  lead.value = lead.value.slice(whole.length);
  // The title goes up to the end of the line; the rest of the paragraph is text.
  const title: Child[] = [];
  const rest: Child[] = [];
  let isTitle = true;
  for (const child of first.children as Child[]) {
    const end = isTitle && child.type === "text" ? child.value.indexOf("\n") : -1;
    if (isTitle && isElement(child, "br")) isTitle = false;
    else if (!isTitle) rest.push(child);
    else if (end >= 0 && child.type === "text") {
      isTitle = false;
      title.push({ ...child, value: child.value.slice(0, end) });
      rest.push({ ...child, value: child.value.slice(end + 1) });
    } else title.push(child);
  }
  first.children = rest as Element["children"];
  const children = (quote.children as Child[]).filter(
    (child) => child !== first || tidyText(first) !== "" || rest.some((one) => isElement(one)),
  );
  const hasTitle = title.some((child) => tidyText(child) !== "" || isElement(child, "img"));
  const body = [...(hasTitle ? [component("CalloutTitle", {}, title, first)] : []), ...children];
  const attributes = { kind, named: written.toLowerCase(), fold: fold === "" ? undefined : fold };
  return component("Callout", attributes, body, quote);
}

function toCorrection(
  context: CompileContext,
  node: Child,
  children: Child[],
  anchor: string,
  unique: (id: string) => string,
): Child {
  const list = children.find((child) => isElement(child, "ul", "ol")) as Parent | undefined;
  const rows: Partial<Record<CorrectionPart, Child[]>> = {};
  for (const item of (list?.children ?? []) as Child[]) {
    if (!isElement(item, "li")) continue;
    const holder = (
      isElement(item.children.find((child) => !isBlankText(child)) as Child, "p")
        ? (item.children.find((child) => !isBlankText(child)) as Parent)
        : item
    ) as Parent;
    const lead = holder.children.find((child) => !isBlankText(child as Child));
    if (lead?.type !== "text") continue;
    const label = /^\s*([^:：]+?)\s*[:：]\s*/.exec(lead.value);
    const key = label ? CORRECTION_ROWS.get(label[1]!) : undefined;
    if (!label || !key) continue;
    lead.value = lead.value.slice(label[0].length);
    rows[key] = holder.children as Child[];
  }
  const missing = [...CORRECTION_ROWS].filter(([, key]) => rows[key] === undefined).map(([label]) => label);
  if (missing.length > 0) {
    report(
      context,
      node,
      "callout/correction-rows",
      `바로잡기에 빠진 줄이 있습니다: ${missing.join(", ")}`,
      "- 원본의 설명: …, - 고친 설명: …, - 이유: … 세 줄을 적어 주세요.",
    );
    return component("Callout", { kind: "correction" }, children, node);
  }
  const row = (key: CorrectionPart) => component("CorrectionRow", { part: key }, rows[key] ?? [], node);
  const id = unique(anchor || "top");
  return component("Correction", { id }, [row("was"), row("now"), row("why")], node);
}
