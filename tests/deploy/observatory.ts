import { type DefaultTreeAdapterMap, parse } from "parse5";

type Node = DefaultTreeAdapterMap["node"];

/** What a scan of one site sees. Header names are lower case. */
export type Scan = {
  /** Headers of the page over TLS. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly html: string;
  readonly host: string;
  /** Where plain HTTP sends the reader, or undefined when it does not redirect. */
  readonly redirectsTo: string | undefined;
};

export type Mark = { readonly test: string; readonly result: string; readonly modifier: number };

const BASE_SCORE = 100;

/** Bonuses count only for a site that lost no more than ten points. */
const LEAST_FOR_BONUS = 90;

const HALF_A_YEAR = 15_552_000;

const TOO_BROAD = ["*", "http:", "https:", "ftp:", "http://*", "https://*", "http://*.*", "https://*.*"];

const PRIVATE_REFERRERS = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];

/**
 * The score that MDN's HTTP Observatory gives, by its published rules (algorithm 5,
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring). The certificate is
 * taken as valid and the host as absent from the preload list.
 */
export function scoreObservatory(scan: Scan): { score: number; marks: Mark[] } {
  const policy = parsePolicy(headerOf(scan, "content-security-policy"));
  const marks = [
    markPolicy(policy),
    markCookies(scan),
    markSharing(scan),
    markRedirection(scan),
    markReferrer(scan),
    markStrictTransport(scan),
    markIntegrity(scan),
    markContentTypeOptions(scan),
    markFraming(scan, policy),
    markResourcePolicy(scan),
  ];
  const sum = (some: readonly Mark[]) => some.reduce((total, { modifier }) => total + modifier, BASE_SCORE);
  const withoutBonus = sum(marks.filter(({ modifier }) => modifier < 0));
  const score = withoutBonus >= LEAST_FOR_BONUS ? sum(marks) : withoutBonus;
  return { score: Math.max(score, 0), marks };
}

type Policy = ReadonlyMap<string, readonly string[]>;

function headerOf(scan: Scan, name: string): string {
  const value = scan.headers[name];
  return (typeof value === "string" ? value : (value?.join(", ") ?? "")).trim();
}

function parsePolicy(text: string): Policy {
  const directives = text.split(";").map((directive) => directive.trim().split(/\s+/));
  return new Map(directives.filter(([name]) => name).map(([name = "", ...sources]) => [name, sources]));
}

function markPolicy(policy: Policy): Mark {
  const say = (result: string, modifier: number) => ({ test: "content-security-policy", result, modifier });
  const sourcesOf = (name: string) => policy.get(name) ?? policy.get("default-src") ?? ["*"];
  const [scripts, objects, styles] = ["script-src", "object-src", "style-src"].map(sourcesOf) as [
    readonly string[],
    readonly string[],
    readonly string[],
  ];
  const unsafe = [...TOO_BROAD, "'unsafe-inline'", "data:"];
  const insecure = (source: string) => /^(?:http|ftp):/.test(source);
  const passive = ["img-src", "media-src"];
  const active = [...policy].filter(([name]) => !passive.includes(name)).flatMap(([, sources]) => sources);
  if (policy.size === 0) return say("not implemented", -25);
  if (
    scripts.some((source) => unsafe.includes(source)) ||
    objects.some((source) => TOO_BROAD.includes(source))
  )
    return say("unsafe scripts or objects", -20);
  if (active.some(insecure)) return say("insecure scheme", -20);
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return say("unsafe-eval", -10);
  if (passive.flatMap(sourcesOf).some(insecure)) return say("insecure scheme for images or media", -10);
  if (styles.some((source) => unsafe.includes(source))) return say("unsafe styles", 0);
  return policy.get("default-src")?.join() === "'none'"
    ? say("nothing unsafe, default-src 'none'", 10)
    : say("nothing unsafe", 5);
}

/** A site that sets cookies is judged on them in ways that are not needed here. */
function markCookies(scan: Scan): Mark {
  if (headerOf(scan, "set-cookie") !== "") throw new Error("the site sets a cookie");
  return { test: "cookies", result: "none", modifier: 0 };
}

function markSharing(scan: Scan): Mark {
  const origin = headerOf(scan, "access-control-allow-origin");
  const withCredentials = headerOf(scan, "access-control-allow-credentials") === "true";
  const universal = origin !== "" && origin !== "*" && withCredentials;
  return { test: "cors", result: origin || "not implemented", modifier: universal ? -50 : 0 };
}

function markRedirection({ redirectsTo, host }: Scan): Mark {
  const say = (result: string, modifier: number) => ({ test: "redirection", result, modifier });
  if (redirectsTo === undefined) return say("missing", -20);
  const { protocol, hostname } = new URL(redirectsTo);
  if (protocol !== "https:") return say("not to TLS", -20);
  return hostname === host ? say("to TLS on the same host", 0) : say("to another host", -5);
}

function markReferrer(scan: Scan): Mark {
  const say = (result: string, modifier: number) => ({ test: "referrer-policy", result, modifier });
  const last = headerOf(scan, "referrer-policy").split(",").at(-1)?.trim() ?? "";
  if (last === "") return say("not implemented", 0);
  return PRIVATE_REFERRERS.includes(last) ? say("private", 5) : say("unsafe or invalid", -5);
}

function markStrictTransport(scan: Scan): Mark {
  const say = (result: string, modifier: number) => ({
    test: "strict-transport-security",
    result,
    modifier,
  });
  const header = headerOf(scan, "strict-transport-security");
  const age = /^[^,]*max-age=(\d+)[^,]*$/i.exec(header)?.[1];
  if (age === undefined) return say("missing or invalid", -20);
  return Number(age) >= HALF_A_YEAR ? say("half a year or more", 0) : say("less than half a year", -10);
}

function markIntegrity({ html, host }: Scan): Mark {
  const say = (result: string, modifier: number) => ({ test: "subresource-integrity", result, modifier });
  const scripts = scriptsOf(parse(html)).filter(({ src }) => src !== undefined);
  const foreign = scripts.filter(({ src = "" }) => new URL(src, `https://${host}/`).hostname !== host);
  if (foreign.length > 0) throw new Error(`a script of another origin: ${foreign[0]?.src}`);
  if (scripts.length === 0) return say("no scripts", 0);
  // The published test is content with one script that has it; this project wants all.
  return scripts.every(({ integrity }) => integrity)
    ? say("on every script", 5)
    : say("not on every script", 0);
}

function scriptsOf(node: Node): { src: string | undefined; integrity: string | undefined }[] {
  const inside = "childNodes" in node ? node.childNodes.flatMap(scriptsOf) : [];
  if (!("tagName" in node) || node.tagName !== "script") return inside;
  const attribute = (wanted: string) => node.attrs.find(({ name }) => name === wanted)?.value;
  return [{ src: attribute("src"), integrity: attribute("integrity") }, ...inside];
}

function markContentTypeOptions(scan: Scan): Mark {
  const right = headerOf(scan, "x-content-type-options").toLowerCase() === "nosniff";
  return {
    test: "x-content-type-options",
    result: right ? "nosniff" : "missing or invalid",
    modifier: right ? 0 : -5,
  };
}

function markFraming(scan: Scan, policy: Policy): Mark {
  const say = (result: string, modifier: number) => ({ test: "x-frame-options", result, modifier });
  if (policy.has("frame-ancestors")) return say("by frame-ancestors", 5);
  const right = /^(?:deny|sameorigin)$/i.test(headerOf(scan, "x-frame-options"));
  return right ? say("by X-Frame-Options", 0) : say("missing or invalid", -20);
}

function markResourcePolicy(scan: Scan): Mark {
  const value = headerOf(scan, "cross-origin-resource-policy").toLowerCase();
  const modifiers: Readonly<Record<string, number>> = {
    "": 0,
    "cross-origin": 0,
    "same-site": 10,
    "same-origin": 10,
  };
  return {
    test: "cross-origin-resource-policy",
    result: value || "not implemented",
    modifier: modifiers[value] ?? -5,
  };
}
