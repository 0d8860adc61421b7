import { labHref, noteHref } from "../../address/href.ts";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { TASKS } from "../../labs/exercise/exercise.ts";
import type { Note } from "../../note/note.ts";
import type { LabSection, SiteLab } from "../../note/site.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import { loadLabModels } from "../content/lab-models.ts";
import type { Reference } from "../content/read-reference.ts";
import type { LinkedCatalog } from "./stages.ts";

/** Sections and sources that a lab names and that are not there. Notes that are only planned are not missed. */
export function checkLabs({ reference, notes, settings }: LinkedCatalog): Finding[] {
  if (!settings.own) return [];
  const outlines = new Map(
    notes.map((note) => [note.slug, note.compiled.body.outline.map((heading) => heading.id)]),
  );
  const planned = new Set(reference.map.notes.map((note) => note.slug));
  const keys = Object.keys(reference.sources);
  return reference.labs.flatMap((lab): Finding[] => {
    const file = settings.nameOf(`${settings.content}/labs/${lab.id}.yaml`);
    const text = reference.texts.get(file)?.split("\n") ?? [];
    const report = (
      code: FindingCode,
      wanted: string,
      message: string,
      near: string | undefined,
    ): Finding => {
      const line = Math.max(
        0,
        text.findIndex((one) => one.includes(wanted)),
      );
      const column = Math.max(0, text[line]?.indexOf(wanted) ?? 0) + 1;
      const hint = near === undefined ? "" : `혹시 "${near}"인가요?`;
      return { code, severity: settings.severity, file, line: line + 1, column, message, hint };
    };
    const sections = sectionsNamed(lab).flatMap((wanted): Finding[] => {
      const [slug = "", anchor = ""] = wanted.split("#");
      const outline = outlines.get(slug);
      if (outline === undefined) {
        if (planned.has(slug)) return [];
        const near = findNearest(slug, [...planned]);
        return [report("lab/unknown-note", wanted, `노트 ${withJosa(`"${slug}"`, "이/가")} 없습니다.`, near)];
      }
      if (outline.includes(anchor)) return [];
      const message = `노트 ${slug}에 절 ${withJosa(`"${anchor}"`, "이/가")} 없습니다.`;
      return [report("lab/unknown-section", wanted, message, findNearest(anchor, outline))];
    });
    const sources = lab.sources
      .filter((key) => !keys.includes(key))
      .map((key) =>
        report(
          "lab/unknown-source",
          key,
          `출처 ${withJosa(`"${key}"`, "이/가")} content/sources.yaml에 없습니다.`,
          findNearest(key, keys),
        ),
      );
    return [...sections, ...sources];
  });
}

function sectionsNamed(lab: Reference["labs"][number]): string[] {
  const inside =
    lab.kind === "exercise"
      ? lab.tasks.flatMap((task) => task.section ?? [])
      : lab.kind === "chooser"
        ? lab.results.map((result) => result.section)
        : [];
  return [...new Set([lab.section, ...lab.also, ...inside])];
}

/** The goals of labs by their ids, each as `scenario/goal`: of simulators, and the tasks of exercises. */
export type GoalsOfLabs = ReadonlyMap<string, readonly string[]>;

/** The goals of the labs that there are. Models are only loaded for a folder that has labs. */
export async function goalsOfLabs({ labs }: Reference): Promise<GoalsOfLabs> {
  if (labs.length === 0) return new Map();
  const models = await loadLabModels();
  return new Map(
    labs.map((lab) => {
      if (lab.kind === "exercise") return [lab.id, lab.tasks.map(({ id }) => `${TASKS}/${id}`)];
      const scenarios = models.get(lab.id)?.lab.scenarios ?? [];
      const goals = scenarios.flatMap(({ id, goals: own = [] }) => own.map((goal) => `${id}/${goal.id}`));
      return [lab.id, goals];
    }),
  );
}

/** The labs in the order of the notes they belong to, with what is at the sections they name. */
export function siteLabs(
  reference: Reference,
  notes: readonly Note[],
  own: boolean,
  goals: GoalsOfLabs,
): readonly SiteLab[] {
  const bySlug = new Map(own ? notes.map((note) => [note.slug, note]) : []);
  const ranks = new Map(reference.map.notes.map((note, index) => [note.slug, index]));
  const groups = new Map(reference.map.notes.map((note) => [note.slug, note.group]));
  const slugOf = (section: string) => section.split("#")[0]!;
  const resolve = (ref: string): LabSection => {
    const [slug = "", anchor = ""] = ref.split("#");
    const note = bySlug.get(slug);
    const section = note?.outline.find((heading) => heading.id === anchor);
    const planned = reference.map.notes.find((one) => one.slug === slug);
    return {
      ref,
      slug,
      anchor,
      href: note && noteHref(slug, section?.id),
      noteTitle: note?.meta.title ?? planned?.title ?? slug,
      sectionTitle: section?.text ?? "",
    };
  };
  return reference.labs
    .map((lab) => ({
      ...lab,
      href: labHref(lab.id),
      group: groups.get(slugOf(lab.section)) ?? "",
      places: sectionsNamed(lab).map(resolve),
      goals: goals.get(lab.id) ?? [],
    }))
    .sort(
      (a, b) =>
        (ranks.get(slugOf(a.section)) ?? ranks.size) - (ranks.get(slugOf(b.section)) ?? ranks.size) ||
        a.difficulty - b.difficulty ||
        (a.id < b.id ? -1 : 1),
    );
}
