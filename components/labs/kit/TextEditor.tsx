import { type KeyboardEvent, useId, useRef, useState } from "react";
import * as words from "../../../lib/words/words.ts";
import { LabButton } from "./Controls.tsx";

/** What is wrong with a line of a text, counted from 1. */
export type LineError = { readonly line: number; readonly message: string };

/**
 * A text with numbered lines, each error beside its line. Tab indents; Escape and then Tab leaves, which is said
 * where the field begins. A text field of the browser underneath: selection, undo and input methods are its own.
 */
export function TextEditor({
  label,
  text,
  errors = [],
  submit,
  onSubmit,
}: {
  label: string;
  /** What it begins with, and goes back to when it is another. */
  text: string;
  errors?: readonly LineError[];
  /** What the button says. */
  submit: string;
  onSubmit: (text: string) => void;
}) {
  const [draft, setDraft] = useState<{ readonly of: string; readonly text: string }>({ of: text, text });
  const [leaving, setLeaving] = useState(false);
  const lines = useRef<HTMLOListElement>(null);
  const id = useId();
  const now = draft.of === text ? draft.text : text;
  const wrong = new Map(errors.map(({ line, message }) => [line, message]));
  const change = (next: string) => setDraft({ of: text, text: next });

  function press(pressed: KeyboardEvent<HTMLTextAreaElement>): void {
    if (pressed.nativeEvent.isComposing) return;
    if (pressed.key === "Escape") {
      setLeaving(true);
      return;
    }
    if (pressed.key === "Tab" && !pressed.shiftKey && !leaving) {
      pressed.preventDefault();
      const field = pressed.currentTarget;
      field.setRangeText("  ", field.selectionStart, field.selectionEnd, "end");
      change(field.value);
    }
    if (pressed.key === "Enter" && (pressed.ctrlKey || pressed.metaKey)) onSubmit(now);
    if (pressed.key !== "Tab") setLeaving(false);
  }

  return (
    <div className="text-editor">
      <label htmlFor={id}>{label}</label>
      <div className="text-editor-frame">
        <ol ref={lines} aria-hidden="true">
          {now.split("\n").map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <li key={index} className={wrong.has(index + 1) ? "wrong" : undefined}>
              {index + 1}
            </li>
          ))}
        </ol>
        <textarea
          id={id}
          value={now}
          rows={Math.min(24, Math.max(4, now.split("\n").length + 1))}
          wrap="off"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={errors.length > 0 || undefined}
          aria-describedby={`${id}-help ${id}-errors`}
          onChange={(changed) => change(changed.currentTarget.value)}
          onKeyDown={press}
          onBlur={() => setLeaving(false)}
          onScroll={(scrolled) => {
            if (lines.current) lines.current.scrollTop = scrolled.currentTarget.scrollTop;
          }}
        />
      </div>
      <ul className="text-editor-errors" id={`${id}-errors`}>
        {errors.map(({ line, message }) => (
          <li key={`${line}.${message}`}>
            <b className="num">{words.lineNumber(line)}</b> {message}
          </li>
        ))}
      </ul>
      <p className="quiet" id={`${id}-help`}>
        {leaving ? words.tabLeaves : words.tabIndents}
      </p>
      <p className="row needs-js">
        <LabButton main onPress={() => onSubmit(now)}>
          {submit}
        </LabButton>
        <LabButton onPress={() => change(text)} disabled={now === text}>
          {words.revert}
        </LabButton>
      </p>
    </div>
  );
}
