import { FLUKE } from "../../lib/reference/marks.ts";

/** The fluke above two lines of water. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d={FLUKE} />
      <rect x="3" y="25" width="26" height="1.800" rx=".9" />
      <rect x="9" y="28.600" width="14" height="1.800" rx=".9" />
    </svg>
  );
}
