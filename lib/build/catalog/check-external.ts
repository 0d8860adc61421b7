import { parseTarget } from "../../address/href.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import type { NoteLink } from "../../note/note.ts";
import { withJosa } from "../../text/josa.ts";

/**
 * What can be said of links to other sites without asking the network: addresses
 * that are none, that only work inside somebody's network, that are not encrypted.
 */
export function checkExternal(file: string, links: readonly NoteLink[], severity: Severity): Finding[] {
  return links.flatMap((link) => {
    const said = judge(link);
    if (said === undefined) return [];
    return [{ severity, ...said, file, line: link.line, column: link.column }];
  });
}

type Said = Pick<Finding, "code" | "message" | "hint"> & { severity?: Severity };

function judge({ target, text }: NoteLink): Said | undefined {
  if (target.startsWith("wiki:") || parseTarget(target).kind !== "external") return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
  const shown = readable(target);
  if (scheme === "mailto") {
    if (/^mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+/i.test(target)) return undefined;
    return {
      code: "link/malformed",
      message: `${withJosa(`"${shown}"`, "은/는")} 전자우편 주소가 아닙니다.`,
      hint: "예: mailto:이름@example.com",
    };
  }
  // Other schemes are either harmless (tel) or forbidden, which is reported elsewhere.
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") return undefined;
  const host = hostOf(scheme === undefined ? `https:${target}` : target);
  if (host === undefined) {
    return {
      code: "link/malformed",
      message: `"${shown}" 주소를 읽을 수 없습니다.`,
      hint: "https://example.com/처럼 적어 주세요. 빈칸과 빠진 글자가 없는지 살펴보세요.",
    };
  }
  if (isPrivate(host)) {
    return {
      code: "link/private-address",
      severity: "warning",
      message: `${withJosa(host, "은/는")} 내부 네트워크의 주소라 읽는 사람에게는 열리지 않습니다.`,
      hint: "누구나 열 수 있는 주소로 바꾸거나, 링크가 아니라 `코드`로 적어 주세요.",
    };
  }
  if (scheme === "http" && !/^www\./i.test(text)) {
    return {
      code: "link/insecure",
      severity: "hint",
      message: `암호화되지 않은 주소입니다: ${shown}`,
      hint: `https로 열리는지 보고 바꿔 주세요: https${shown.slice("http".length)}`,
    };
  }
  return undefined;
}

/** The host of an address as browsers read it, or undefined when it is no address. */
function hostOf(url: string): string | undefined {
  // Browsers forgive a missing or a third slash; an author who wrote it made a slip.
  if (!/^https?:\/\/[^/?#\\\s]/i.test(url)) return undefined;
  try {
    const { hostname } = new URL(url);
    const bare = hostname.replace(/\.$/, "");
    return bare === "" || bare.split(".").includes("") ? undefined : bare.replace(/^\[|\]$/g, "");
  } catch {
    return undefined;
  }
}

/** `host` is as `URL` writes it: lower case, IPv4 in four decimal parts, IPv6 shortened. */
function isPrivate(host: string): boolean {
  if (/(?:^|\.)(?:localhost|local)$/.test(host)) return true;
  if (host.includes(":")) {
    const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(host);
    if (mapped) {
      const [high, low] = [Number.parseInt(mapped[1]!, 16), Number.parseInt(mapped[2]!, 16)];
      return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255]);
    }
    return /^(?:::1?$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host);
  }
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) && isPrivateV4(host.split(".").map(Number));
}

function isPrivateV4([a = 0, b = 0]: readonly number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168)
  );
}

/** Percent-encoded Hangul as the author wrote it. */
function readable(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
