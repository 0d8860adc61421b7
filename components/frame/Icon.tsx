import { LineIcon } from "./LineIcon.tsx";
import { SHARE_PATHS } from "./share-paths.ts";

/** Line icons on a 24-unit grid. They are decoration: the name always stands beside them or in a label. */
const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h10",
  search: "M10.500 4.300a6.200 6.200 0 1 0 0 12.400 6.200 6.200 0 0 0 0-12.400ZM15.200 15.200l5 5",
  theme: "M12 4.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15ZM12 4.500v15M14.500 6v12M17 8v8",
  link: SHARE_PATHS.link,
  share: SHARE_PATHS.share,
  copy: "M8.500 8.500h11v11h-11zM15.500 5.500v-1h-11v11h1",
  left: "M20 12H4.500m6-6.500L4 12l6.500 6.500",
  right: "M4 12h15.500m-6-6.500L20 12l-6.500 6.500",
  sections: "M5 5h9M5 10h14M5 15h6M5 20h3",
  note: "m6 6 12 12M18 6 6 18M12 4v.1M12 20v.1M4 12h.1M20 12h.1",
  tip: "M12 3c.8 5.800 3.200 8.200 9 9-5.800.8-8.200 3.200-9 9-.8-5.800-3.200-8.200-9-9 5.800-.8 8.200-3.200 9-9Z",
  warning: "M12 4 2.800 20h18.400ZM12 10v4.500M12 17.300v.1",
  correction: "M4 8h12a4 4 0 0 1 0 8h-4m2.500-2.500L12 16l2.500 2.500M4 12h6",
  version: "M4.500 4.500h8l7 7-8 8-7-7ZM8.700 7.500a1.200 1.200 0 1 0 0 2.400 1.200 1.200 0 0 0 0-2.400Z",
  summary: "M4.500 6.500h.1M9 6.500h10.500M4.500 12h.1M9 12h10.500M4.500 17.500h.1M9 17.500h7",
  text: "M4.500 6h15M4.500 10.500h15M4.500 15h9",
  zoom: "M14 4.500h5.500V10M10 19.500H4.500V14M19.500 4.500 13.500 10.500M4.500 19.500l6-6",
  play: "M8 5.500v13l10.500-6.500Z",
  keep: "M12 4v11m0 0-4.500-4.500M12 15l4.500-4.500M4.500 19.500h15",
  lost: "m6 6 12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return <LineIcon path={PATHS[name]} />;
}
