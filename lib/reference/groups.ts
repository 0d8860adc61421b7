/** The five subjects, in the order of the sidebar. The flag is a shape, so colour is never alone. */
export const GROUPS = [
  { id: "container", name: "컨테이너" },
  { id: "virtualization", name: "가상화" },
  { id: "kubernetes", name: "쿠버네티스" },
  { id: "cloud", name: "클라우드·운영" },
  { id: "architecture", name: "아키텍처" },
] as const;

export type GroupId = (typeof GROUPS)[number]["id"];
export const GROUP_IDS = GROUPS.map((group) => group.id) as [GroupId, ...GroupId[]];
