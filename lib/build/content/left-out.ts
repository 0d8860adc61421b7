/** Something in a folder of notes that is not published, and why. */
export type LeftOut = {
  /** Inside the folder, NFC, with `/`; a folder ends in one. */
  readonly path: string;
  readonly why:
    | "hidden"
    | "gitignore"
    | "site"
    | "draft"
    | "unpublished"
    | "unmarked"
    | "future"
    | "outside"
    | "special"
    | "secret"
    | "unused";
};

/** The reasons as an author reads them, in the order in which they are told. */
const REASONS: Readonly<Record<LeftOut["why"], string>> = {
  draft: "초안",
  unpublished: "공개하지 않음",
  unmarked: "publish: true가 없음",
  future: "날짜가 아직 오지 않음",
  site: "site.yaml",
  gitignore: ".gitignore",
  hidden: "숨김",
  secret: "열쇠나 비밀번호로 보임",
  outside: "폴더 밖을 가리킴",
  special: "파일이 아님",
  unused: "노트가 쓰지 않는 파일",
};

/** `빠진 것 12개: 초안 3, 노트가 쓰지 않는 파일 9`; "" when nothing was. */
export function countLeftOut(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return "";
  const parts = Object.entries(REASONS).flatMap(([why, reason]) => {
    const count = leftOut.filter((one) => one.why === why).length;
    return count === 0 ? [] : [`${reason} ${count}`];
  });
  return `빠진 것 ${leftOut.length}개: ${parts.join(", ")}`;
}

/** One line for each, with its reason, in the order of reasons and then of paths. */
export function listLeftOut(leftOut: readonly LeftOut[]): string {
  return Object.entries(REASONS)
    .flatMap(([why, reason]) =>
      leftOut
        .filter((one) => one.why === why)
        .map(({ path }) => `${path}  ${reason}`)
        .sort(),
    )
    .join("\n");
}
