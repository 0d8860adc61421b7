import { useId } from "react";

/** A number out of many, in order, drawn along a line. */
export function LabRange({
  label,
  value,
  values,
  text,
  onChange,
}: {
  label: string;
  value: number;
  values: readonly number[];
  /** The value as it is read, with its unit. */
  text: string;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <span className="lab-range">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={values.length - 1}
        value={values.indexOf(value)}
        aria-valuetext={text}
        onChange={(change) => onChange(values[Number(change.currentTarget.value)]!)}
      />
      <output htmlFor={id}>{text}</output>
    </span>
  );
}
