import { useId, useRef, useState } from "react";
import {
  type Answers,
  isComplete,
  type Mark,
  markTask,
  moveItem,
  orderOf,
  readSheet,
  type Sheet,
  shuffledItems,
  startAnswers,
  TASKS,
  writeSheet,
} from "../../../lib/labs/exercise/exercise.ts";
import type { Task } from "../../../lib/labs/lab-file.ts";
import { fitAddress } from "../../../lib/sim/hash.ts";
import * as words from "../../../lib/words/words.ts";
import { Sentence } from "../../frame/Sentence.tsx";
import { LabButton, LabSelect } from "./Controls.tsx";
import { loadStore } from "./goal-records.ts";
import { KeepSheet } from "./KeepSheet.tsx";
import { LabIcon } from "./LabIcon.tsx";
import { plainText, Said } from "./Said.tsx";
import { useHashState } from "./use-hash.ts";

export type Places = Readonly<Record<string, { readonly href: string; readonly title: string }>>;
type Props = {
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
  readonly hrefs: Places;
};
type Filled = { readonly sheet: Sheet; readonly checked: readonly string[] };

/** An exercise: its tasks on one sheet, each checked by itself, every answer with its reason. */
export function Exercise({ id, title, tasks, hrefs }: Props) {
  const sheetOf = (value: Filled) => writeSheet(tasks, value.sheet, value.checked);
  const {
    value,
    show: fill,
    open,
    problem,
    isTooLong,
  } = useHashState<Filled>(
    { sheet: Object.fromEntries(tasks.map((task) => [task.id, startAnswers(task)])), checked: [] },
    (hash) => {
      const { problem: why, ...read } = readSheet(tasks, hash);
      return { value: read, problem: why };
    },
    sheetOf,
  );
  const { sheet, checked } = value;
  const [said, setSaid] = useState("");
  /** How often each task was checked since the page is open. */
  const tries = useRef(new Map<string, number>());

  /** Has the device remember a task that is all right, with its answers alone. */
  function keepSolved(task: Task, answers: Answers): void {
    const hash = fitAddress(writeSheet(tasks, { [task.id]: answers }, [task.id]));
    if (hash === undefined) return;
    const record = { lab: id, scenario: TASKS, goal: task.id, steps: tries.current.get(task.id)!, hash };
    loadStore().then(
      ({ keepGoal }) => keepGoal(record),
      () => {},
    );
  }

  return (
    <section className="bench sheet" aria-label={title}>
      {problem !== "" && <p className="bench-notice">{problem}</p>}
      <p className="sr" role="status">
        {problem || said}
      </p>
      {tasks.map((task, index) => {
        const answers = sheet[task.id] ?? {};
        return (
          <TaskView
            key={task.id}
            number={tasks.length > 1 ? index + 1 : undefined}
            task={task}
            answers={answers}
            marks={checked.includes(task.id) ? markTask(task, answers) : undefined}
            place={task.section === undefined ? undefined : hrefs[task.section]}
            onAnswer={(next, sentence) => {
              setSaid(sentence);
              fill({
                sheet: { ...sheet, [task.id]: next },
                checked: checked.filter((id) => id !== task.id),
              });
            }}
            onCheck={() => {
              const marks = markTask(task, answers);
              const right = marks.filter((mark) => mark.right).length;
              setSaid(words.rightOf(right, marks.length, String).join(""));
              tries.current.set(task.id, (tries.current.get(task.id) ?? 0) + 1);
              if (right === marks.length) keepSolved(task, answers);
              fill({ sheet, checked: [...checked.filter((id) => id !== task.id), task.id] });
            }}
            onReset={() => {
              setSaid(words.startedOver);
              fill({
                sheet: { ...sheet, [task.id]: startAnswers(task) },
                checked: checked.filter((id) => id !== task.id),
              });
            }}
          />
        );
      })}
      <KeepSheet id={id} isTooLong={isTooLong} write={() => sheetOf(value)} onOpen={open} />
    </section>
  );
}

function TaskView({
  number,
  task,
  answers,
  marks,
  place,
  onAnswer,
  onCheck,
  onReset,
}: {
  number: number | undefined;
  task: Task;
  answers: Answers;
  marks: readonly Mark[] | undefined;
  place: { readonly href: string; readonly title: string } | undefined;
  onAnswer: (answers: Answers, sentence: string) => void;
  onCheck: () => void;
  onReset: () => void;
}) {
  const id = useId();
  const right = marks?.filter((mark) => mark.right).length ?? 0;
  const complete = isComplete(task, answers);
  return (
    <section className="task" aria-labelledby={id}>
      <h2 id={id}>
        {number !== undefined && <span className="num">{number}</span>}
        <Said text={task.ask} />
      </h2>
      {task.kind === "order" ? (
        <OrderTask task={task} answers={answers} marks={marks} onAnswer={onAnswer} />
      ) : (
        <ItemsTask task={task} answers={answers} marks={marks} onAnswer={onAnswer} />
      )}
      <div className="task-end needs-js">
        <LabButton main onPress={onCheck} disabled={!complete}>
          {words.check}
        </LabButton>
        <LabButton onPress={onReset}>{words.solveAgain}</LabButton>
        {marks === undefined && !complete && <p>{words.fillToCheck}</p>}
        {marks !== undefined && (
          <p className={right === marks.length ? "right" : "wrong"}>
            <LabIcon name={right === marks.length ? "right" : "wrong"} />
            <Sentence parts={words.rightOf(right, marks.length, (count) => <b className="num">{count}</b>)} />{" "}
            {place?.href && <a href={place.href}>{words.readPlaceAgain(place.title)}</a>}
          </p>
        )}
      </div>
      <details className="lab-words">
        <summary>{words.solution}</summary>
        <Solution task={task} />
      </details>
    </section>
  );
}

function Reason({ mark }: { mark: Mark | undefined }) {
  if (mark === undefined) return null;
  return (
    <p className={mark.right ? "reason right" : "reason wrong"}>
      <LabIcon name={mark.right ? "right" : "wrong"} />
      <span>
        <b>{mark.right ? words.markRight : words.markWrong}</b> <Said text={mark.reason} />
      </span>
    </p>
  );
}

function OrderTask({
  task,
  answers,
  marks,
  onAnswer,
}: {
  task: Extract<Task, { kind: "order" }>;
  answers: Answers;
  marks: readonly Mark[] | undefined;
  onAnswer: (answers: Answers, sentence: string) => void;
}) {
  const order = orderOf(task, answers);
  return (
    <ol className="order">
      {order.map((itemId, index) => {
        const item = task.items.find((one) => one.id === itemId)!;
        const move = (by: -1 | 1) =>
          onAnswer(
            moveItem(task, answers, itemId, by),
            words.itemMoved(plainText(item.text), index + 1 + by),
          );
        return (
          <li key={itemId}>
            <span className="n" aria-hidden="true">
              {index + 1}
            </span>
            <span className="what">
              <Said text={item.text} />
            </span>
            <span className="moves needs-js">
              <LabButton
                label={words.moveUp(plainText(item.text))}
                disabled={index === 0}
                onPress={() => move(-1)}
              >
                <LabIcon name="up" />
              </LabButton>
              <LabButton
                label={words.moveDown(plainText(item.text))}
                disabled={index === order.length - 1}
                onPress={() => move(1)}
              >
                <LabIcon name="down" />
              </LabButton>
            </span>
            <Reason mark={marks?.find((mark) => mark.item === itemId)} />
          </li>
        );
      })}
    </ol>
  );
}

function ItemsTask({
  task,
  answers,
  marks,
  onAnswer,
}: {
  task: Exclude<Task, { kind: "order" }>;
  answers: Answers;
  marks: readonly Mark[] | undefined;
  onAnswer: (answers: Answers, sentence: string) => void;
}) {
  const set = (item: string, answer: string) => onAnswer({ ...answers, [item]: answer }, "");
  return (
    <ol className="items">
      {task.items.map((item, index) => (
        <li key={item.id}>
          <span className="n" aria-hidden="true">
            {index + 1}
          </span>
          {task.kind === "fill" ? (
            <Gap
              text={item.text}
              value={answers[item.id] ?? ""}
              onChange={(answer) => set(item.id, answer)}
            />
          ) : (
            <>
              <span className="what">
                <Said text={item.text} />
              </span>
              <LabSelect
                label={words.answerTo(plainText(item.text))}
                hideLabel
                value={answers[item.id] ?? ""}
                options={[{ value: "", text: words.chooseOne }, ...choicesOf(task)]}
                onChange={(answer) => set(item.id, answer)}
              />
            </>
          )}
          <Reason mark={marks?.find((mark) => mark.item === item.id)} />
        </li>
      ))}
    </ol>
  );
}

function choicesOf(task: Extract<Task, { kind: "match" | "classify" }>): { value: string; text: string }[] {
  return task.kind === "classify"
    ? task.bins.map((bin) => ({ value: bin.id, text: bin.text }))
    : shuffledItems(task).map((item) => ({ value: item.id, text: item.partner }));
}

function Gap({ text, value, onChange }: { text: string; value: string; onChange: (value: string) => void }) {
  const [before = "", after = ""] = text.split("____");
  return (
    <span className="what">
      <Said text={before} />
      <input
        type="text"
        aria-label={words.gapIn(plainText(text.replace("____", words.gap)))}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={80}
        value={value}
        onChange={(change) => onChange(change.currentTarget.value)}
      />
      <Said text={after} />
    </span>
  );
}

/** The right answers in words: there for readers without JavaScript, folded away for the others. */
function Solution({ task }: { task: Task }) {
  const answer = (item: Task["items"][number]): string => {
    if ("partner" in item) return `${item.text}: ${item.partner}`;
    if ("accept" in item) return item.text.replace("____", `\`${item.accept[0]}\``);
    if ("bin" in item && task.kind === "classify") {
      return `${item.text}: ${task.bins.find((bin) => bin.id === item.bin)?.text}`;
    }
    return item.text;
  };
  return (
    <ol>
      {task.items.map((item) => (
        <li key={item.id}>
          <b>
            <Said text={answer(item)} />
          </b>{" "}
          <Said text={item.why} />
        </li>
      ))}
    </ol>
  );
}
