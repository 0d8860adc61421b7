import { z } from "zod";
import { withJosa } from "../../text/josa.ts";

/** One published state of the site: which hashed files its pages use. */
export type Release = { readonly id: string; readonly assets: readonly string[] };

/** Where a target keeps its list of releases. */
export const RELEASES_FILE = "releases.json";

const schema = z.strictObject({
  version: z.literal(1),
  releases: z.array(z.strictObject({ id: z.string(), assets: z.array(z.string()) })),
});

/** Reads the list, newest first. @throws Error with a Korean sentence when it is none */
export function parseReleases(text: string): readonly Release[] {
  try {
    return schema.parse(JSON.parse(text)).releases;
  } catch (cause) {
    throw new Error(
      `올릴 곳의 ${withJosa(RELEASES_FILE, "을/를")} 읽을 수 없습니다. 남겨 둘 파일을 알 수 없어 아무것도 올리지 않았습니다. 파일을 고치거나 지운 뒤 다시 실행하세요.`,
      { cause },
    );
  }
}

export function formatReleases(releases: readonly Release[]): string {
  return `${JSON.stringify({ version: 1, releases }, null, 1)}\n`;
}
