import type { CodeUnder } from "../../diagnostics/codes.ts";
import type { Severity } from "../../diagnostics/finding.ts";

/** What a check has to say at a place of an example; lines and columns count from 1 inside the example. */
export type ExampleRemark = {
  readonly code: CodeUnder<"example">;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
  /** Where it differs from what the run uses. */
  readonly severity?: Severity;
};

export type ExampleOptions = {
  /** Our own notes are held to the rules of good examples too, foreign ones only to what would not run. */
  readonly own: boolean;
};

/** Whether a reference to an image names a version: a tag other than `latest`, or a digest. */
export function isPinned(image: string): boolean {
  if (image.includes("@") || image.includes("$")) return true;
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag !== undefined && tag !== "latest";
}

export function unpinnedImage(image: string): Pick<ExampleRemark, "code" | "message" | "hint"> {
  return {
    code: "image-tag",
    message: `이미지 "${image}"에 버전이 없어 받을 때마다 다른 것일 수 있습니다.`,
    hint: "이름 뒤에 latest가 아닌 태그를 적어 주세요. 예: nginx:1.30",
  };
}
