import { flagPath } from "../../lib/reference/marks.ts";

export function Flag({ group }: { group: string }) {
  return (
    <svg className={`flag g-${group}`} viewBox="0 0 16 16" aria-hidden="true">
      <path fillRule="evenodd" d={flagPath(group)} />
    </svg>
  );
}
