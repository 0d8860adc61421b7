import { FLAG_PATHS } from "../../lib/reference/marks.ts";

export function Flag({ group }: { group: string }) {
  return (
    <svg className={`flag g-${group}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path fillRule="evenodd" d={FLAG_PATHS[group] ?? FLAG_PATHS.folder} />
    </svg>
  );
}
