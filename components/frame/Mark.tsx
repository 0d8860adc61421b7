export const FLUKE =
  "M16 8.600C14.600 6.400 11.600 6.100 8.600 5.900 5.600 5.700 3.200 4.600 1 2.400c.4 6.700 5.200 11 12 12.100-.4 4.100-2.400 6.900-6 9.100h18c-3.600-2.200-5.600-5-6-9.100 6.800-1.100 11.600-5.400 12-12.100-2.200 2.200-4.600 3.300-7.600 3.500-3 .2-6 .5-7.400 2.700Z";

/** The fluke above two lines of water. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d={FLUKE} />
      <rect x="3" y="25" width="26" height="1.800" rx=".9" />
      <rect x="9" y="28.600" width="14" height="1.800" rx=".9" />
    </svg>
  );
}
