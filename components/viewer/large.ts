/** What an address says of a figure that is to be seen large; the number is its version. */
export const LARGE = "?zoom=1";
