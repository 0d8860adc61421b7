import { LineIcon } from "../../frame/LineIcon.tsx";

/** Line icons of the toolbar, on a 24-unit grid. The name always stands beside them or in a label. */
const PATHS = {
  first: "M18 6v12l-8.500-6ZM6.500 6v12",
  back: "M20 12H4.500m6-6.500L4 12l6.500 6.500",
  next: "M4 12h15.500m-6-6.500L20 12l-6.500 6.500",
  play: "M8 5.500v13l10.500-6.500Z",
  pause: "M8.500 5.500v13M15.500 5.500v13",
  link: "M10 14.200a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 9.800a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1",
  right: "m5 12.800 4.600 4.700L19 7",
  wrong: "m6 6 12 12M18 6 6 18",
  up: "m5.500 14.500 6.500-6.500 6.500 6.500",
  down: "m5.500 9.500 6.500 6.500 6.500-6.500",
} as const;

export type LabIconName = keyof typeof PATHS;

export function LabIcon({ name }: { name: LabIconName }) {
  return <LineIcon path={PATHS[name]} />;
}
