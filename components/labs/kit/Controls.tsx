import { type ReactNode, useId } from "react";

/** A button of a lab. Why it cannot be pressed is said in words, not by colour alone. */
export function LabButton({
  children,
  onPress,
  main,
  pressed,
  disabled,
  label,
}: {
  children: ReactNode;
  onPress: () => void;
  main?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  label?: string;
}) {
  return (
    <button
      type="button"
      className={main ? "lab-btn main" : "lab-btn"}
      onClick={onPress}
      aria-pressed={pressed}
      // Still reachable: a button that vanishes from under the keyboard loses the reader's place.
      aria-disabled={disabled || undefined}
      aria-label={label}
    >
      {children}
    </button>
  );
}

/** One of a few values, by name. */
export function LabSelect<V extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel,
}: {
  label: string;
  value: V;
  options: readonly { readonly value: V; readonly text: string }[];
  onChange: (value: V) => void;
  hideLabel?: boolean;
}) {
  const id = useId();
  return (
    <span className="lab-field">
      <label className={hideLabel ? "sr" : undefined} htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={(change) => onChange(change.currentTarget.value as V)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** On or off. */
export function LabSwitch({
  label,
  about,
  checked,
  onChange,
}: {
  label: ReactNode;
  about?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <span className="lab-switch">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={about ? `${id}-about` : undefined}
        onChange={(change) => onChange(change.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {about && <small id={`${id}-about`}>{about}</small>}
    </span>
  );
}
