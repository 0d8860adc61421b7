import { join } from "node:path";
import { withJosa } from "../../text/josa.ts";

export type Canvas = typeof import("@napi-rs/canvas");

/**
 * The library that pictures are drawn with: Skia.
 * @throws Error with a Korean sentence, when this computer has no file of it
 */
export async function loadCanvas(): Promise<Canvas> {
  try {
    return await import("@napi-rs/canvas");
  } catch (error) {
    throw new Error(
      `공유 카드와 아이콘을 그리는 프로그램(@napi-rs/canvas)에 이 컴퓨터(${process.platform} ${process.arch})용 파일이 없습니다. node_modules를 지우고 npm ci를 다시 실행해 주세요. npm에 --omit=optional이나 --no-optional을 주면 이 파일이 빠집니다.`,
      { cause: error },
    );
  }
}

/** The fonts that cards are set in, by weight, under names that no font of the computer has. */
export const CARD_FONTS = {
  400: { family: "whale-card-400", file: "Pretendard-Regular.otf" },
  700: { family: "whale-card-700", file: "Pretendard-Bold.otf" },
} as const;

/** The files of the fonts of cards, by weight. */
export function cardFontFiles(root: string): Readonly<Record<keyof typeof CARD_FONTS, string>> {
  const folder = join(root, "node_modules/pretendard/dist/public/static");
  return { 400: join(folder, CARD_FONTS[400].file), 700: join(folder, CARD_FONTS[700].file) };
}

/** Makes the fonts of cards known to the library. */
export function registerCardFonts({ GlobalFonts }: Canvas, root: string): void {
  const files = cardFontFiles(root);
  for (const weight of [400, 700] as const) {
    const { family } = CARD_FONTS[weight];
    if (!GlobalFonts.has(family) && !GlobalFonts.registerFromPath(files[weight], family))
      throw new Error(
        `글꼴 ${withJosa(files[weight], "을/를")} 읽지 못했습니다. npm ci를 다시 실행해 주세요.`,
      );
  }
}
