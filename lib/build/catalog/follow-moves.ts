import { noteHref } from "../../address/href.ts";
import { noteOf } from "../../addresses/ledger.ts";
import type { LabEntry } from "../../labs/lab-file.ts";
import type { CompleteMeta } from "../../note/note.ts";
import type { StudyFile } from "../../study/study-file.ts";
import type { Reference } from "../content/read-reference.ts";

type Follow = (address: string) => string | undefined;

/**
 * Glossary and map with every note and section under the name it has now, so that a
 * note or section that was renamed needs one line in the ledger and no other edit.
 */
export function followReference(reference: Reference, follow: Follow): Reference {
  const slugNow = (slug: string) => slugAfter(slug, follow);
  const taken = new Set(reference.map.notes.map((note) => note.slug));
  const keep = (slug: string) => slugNow(slug) === slug || !taken.has(slugNow(slug));
  const sectionNow = (ref: string) => {
    const [slug = "", anchor = ""] = ref.split("#");
    const now = noteOf(follow(noteHref(slug, anchor)) ?? "");
    return now === undefined ? `${slugNow(slug)}#${anchor}` : `${now.slug}#${now.anchor || anchor}`;
  };
  return {
    ...reference,
    labs: reference.labs.map((lab) => followLab(lab, sectionNow)),
    terms: reference.terms.map((term) => {
      const now = noteOf(follow(noteHref(term.note, term.section)) ?? "");
      if (now === undefined) return { ...term, note: slugNow(term.note) };
      return { ...term, note: now.slug, section: now.anchor || term.section };
    }),
    map: {
      notes: reference.map.notes
        .filter((note) => keep(note.slug))
        .map((note) => ({
          ...note,
          slug: slugNow(note.slug),
          prerequisites: note.prerequisites.map(slugNow),
        })),
      paths: reference.map.paths.map((path) => ({ ...path, notes: [...new Set(path.notes.map(slugNow))] })),
    },
  };
}

function followLab(lab: LabEntry, sectionNow: (ref: string) => string): LabEntry {
  const head = { section: sectionNow(lab.section), also: lab.also.map(sectionNow) };
  if (lab.kind === "exercise") {
    const tasks = lab.tasks.map((task) => ({ ...task, section: task.section && sectionNow(task.section) }));
    return { ...lab, ...head, tasks };
  }
  if (lab.kind === "chooser") {
    const results = lab.results.map((result) => ({ ...result, section: sectionNow(result.section) }));
    return { ...lab, ...head, results };
  }
  return { ...lab, ...head };
}

/** What a note's frontmatter refers to, under the names of now. */
export function followMeta(meta: CompleteMeta, slug: string, follow: Follow): CompleteMeta {
  const others = (slugs: readonly string[]) =>
    [...new Set(slugs.map((one) => slugAfter(one, follow)))].filter((one) => one !== slug);
  return {
    ...meta,
    prerequisites: others(meta.prerequisites),
    related: others(meta.related),
    questions: meta.questions.map((question) => {
      const now = noteOf(follow(noteHref(slug, question.section)) ?? "");
      return now?.slug === slug && now.anchor !== "" ? { ...question, section: now.anchor } : question;
    }),
  };
}

/** Questions and cards at the sections of now; those whose section went to another note are left to the check. */
export function followStudy<Study extends StudyFile>(study: Study, slug: string, follow: Follow): Study {
  const here = <Placed extends { readonly section: string }>(placed: Placed): Placed => {
    const now = noteOf(follow(noteHref(slug, placed.section)) ?? "");
    return now?.slug === slug && now.anchor !== "" ? { ...placed, section: now.anchor } : placed;
  };
  return { ...study, questions: study.questions.map(here), cards: study.cards.map(here) };
}

function slugAfter(slug: string, follow: Follow): string {
  return noteOf(follow(noteHref(slug)) ?? "")?.slug ?? slug;
}
