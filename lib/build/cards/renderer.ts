import { cardFontFiles } from "./card-fonts.ts";

/**
 * Makes PNGs from SVG with the fonts of cards and no others; `path` names a picture in messages.
 * @throws Error with a Korean sentence, when the renderer cannot be loaded
 */
export async function openRenderer(root: string): Promise<(svg: string, path: string) => Promise<Buffer>> {
  const { renderAsync } = await loadRenderer();
  const font = {
    loadSystemFonts: false,
    fontFiles: cardFontFiles(root),
    defaultFontFamily: "Pretendard",
  };
  return async (svg, path) => {
    try {
      return (await renderAsync(svg, { font })).asPng();
    } catch (error) {
      throw new Error(`그림 ${path}를 그리지 못했습니다: ${String(error)}`, { cause: error });
    }
  };
}

async function loadRenderer(): Promise<typeof import("@resvg/resvg-js")> {
  try {
    return await import("@resvg/resvg-js");
  } catch (error) {
    throw new Error(
      `공유 카드와 아이콘을 그리는 프로그램(@resvg/resvg-js)에 이 컴퓨터(${process.platform} ${process.arch})용 파일이 없습니다. node_modules를 지우고 npm ci를 다시 실행해 주세요. npm에 --omit=optional이나 --no-optional을 주면 이 파일이 빠집니다.`,
      { cause: error },
    );
  }
}
