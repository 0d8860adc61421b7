import { z } from "zod";
import { GROUP_IDS } from "../reference/groups.ts";

const slug = z.string().regex(/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/);
const anchor = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

const question = z.strictObject({ text: z.string().min(1), section: anchor });

/**
 * The frontmatter of a note: the one description of it. Keys that are not listed
 * are errors, so that a misspelt one is not lost in silence.
 */
export const noteMetaSchema = z.strictObject({
  /** 제목. 페이지의 h1이 된다. */
  title: z.string().min(1),
  /** 영어 이름. 제목 아래에 작게 보인다. */
  english: z.string().min(1).optional(),
  /** 한 줄 요약, 80자 이내. */
  summary: z.string().min(1).max(80),
  /** 주제. */
  group: z.enum(GROUP_IDS),
  /** 권하는 읽기 순서, 1부터. */
  order: z.number().int().positive(),
  /** 먼저 읽을 노트의 이름. */
  prerequisites: z.array(slug).default([]),
  /** 함께 읽을 노트의 이름. */
  related: z.array(slug).default([]),
  /** 이 노트가 답하는 질문과, 답이 있는 절. */
  questions: z.array(question).default([]),
  /** 이 노트에서 뜻하는 용어의 id. 뜻하지 않는 것은 앞에 -를 붙인다. */
  terms: z.array(z.string().regex(/^-?[a-z0-9]+(?:-[a-z0-9]+)*$/)).default([]),
  /** 사실을 확인한 날짜, YYYY-MM-DD. */
  verifiedOn: z.iso.date(),
});

export type NoteMeta = z.infer<typeof noteMetaSchema>;
export const noteMetaKeys: readonly string[] = Object.keys(noteMetaSchema.shape);
export const questionKeys: readonly string[] = Object.keys(question.shape);
