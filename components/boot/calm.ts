/** Whether the reader wants nothing to move: by the device's setting, or by the one of this site. */
export function wantsCalm(): boolean {
  return (
    document.documentElement.dataset.motion === "less" ||
    matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}
