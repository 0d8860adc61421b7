import * as words from "../../../words/figures.ts";
import { type Answers, createElementIds, emptyReading, listOf, plainLabel, type Reading } from "./reading.ts";

type Branch = { id: number; descr: string; children?: Branch[] };

/** Mind maps: every node, and what hangs from it. */
export function readMindmap(answers: Answers): Reading {
  const reading = emptyReading("mindmap");
  const walk = (branch: Branch) => {
    const label = plainLabel(branch.descr);
    reading.elements[`node_${branch.id}`] = `n-${branch.id}`;
    reading.nodes.push({ id: `n-${branch.id}`, label });
    const children = listOf<Branch>(branch.children);
    for (const child of children) reading.elements[`edge_${branch.id}_${child.id}`] = `e-${child.id}`;
    if (children.length > 0)
      reading.relations.push({
        sentence: `${label}: ${children.map((child) => plainLabel(child.descr)).join(", ")}`,
      });
    for (const child of children) walk(child);
  };
  const root = answers.getMindmap as Branch | undefined;
  if (root) walk(root);
  return reading;
}

type Period = { id: number; section: string; task: string; events?: string[] };

/** Timelines: periods in order, each with what happened. */
export function readTimeline(answers: Answers): Reading {
  const reading = emptyReading("timeline");
  const periods = listOf<Period>(answers.getTasks);
  const events = (period: Period) => listOf<string>(period.events).map(plainLabel).filter(Boolean);
  for (const period of periods) {
    const label = plainLabel(period.task);
    reading.nodes.push({ id: `n-${period.id + 1}`, label, details: events(period) });
    reading.relations.push({ sentence: `${label}: ${events(period).join(", ")}`.replace(/: $/, "") });
  }
  for (const section of listOf<string>(answers.getSections)) {
    const members = periods
      .filter((period) => period.section === section)
      .map((period) => `n-${period.id + 1}`);
    reading.groups.push({ id: `g-${reading.groups.length + 1}`, label: plainLabel(section), members });
  }
  return reading;
}

type Task = {
  id: string;
  section: string;
  task: string;
  startTime: string;
  endTime: string;
  done?: boolean;
  active?: boolean;
  crit?: boolean;
  milestone?: boolean;
};

/** Gantt charts: tasks with their first and last day. */
export function readGantt(answers: Answers): Reading {
  const reading = emptyReading("gantt");
  const idOf = createElementIds("n");
  const tasks = listOf<Task>(answers.getTasks);
  for (const task of tasks) {
    const label = plainLabel(task.task);
    const state = [
      task.done && words.taskStates.done,
      task.active && words.taskStates.active,
      task.crit && words.taskStates.crit,
      task.milestone && words.taskStates.milestone,
    ];
    const marks = state.filter(Boolean).join(", ");
    reading.elements[task.id] = idOf(task.id);
    reading.elements[`${task.id}-text`] = `${idOf(task.id)}-t`;
    reading.nodes.push({ id: idOf(task.id), label });
    const span = task.milestone
      ? day(task.startTime)
      : words.fromDayToDay(day(task.startTime), day(task.endTime));
    reading.relations.push({
      sentence: `${label}: ${span}${marks ? ` (${marks})` : ""}`,
      element: idOf(task.id),
    });
  }
  for (const section of listOf<string>(answers.getSections)) {
    const members = tasks.filter((task) => task.section === section).map((task) => idOf(task.id));
    reading.groups.push({ id: `g-${reading.groups.length + 1}`, label: plainLabel(section), members });
  }
  return reading;
}

/** `2024-01-01T00:00:00.000Z` → `2024-01-01`, with the time of day when there is one. */
function day(time: string): string {
  const [date = "", hour = ""] = time.split("T");
  return hour.startsWith("00:00") ? date : `${date} ${hour.slice(0, 5)}`;
}

/** A type without a reader of its own: what is written in it, in the order it was drawn. */
export function readLabels(type: string, labels: readonly string[]): Reading {
  const idOf = createElementIds("n");
  const reading = emptyReading(type);
  for (const label of new Set(labels)) reading.nodes.push({ id: idOf(`label ${label}`), label });
  return reading;
}
