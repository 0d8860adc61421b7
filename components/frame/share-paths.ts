/** The icons of sharing: in the page's own markup, and in the menu that is built in the browser. */
export const SHARE_PATHS = {
  link: "M10 14.200a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 9.800a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1",
  quote:
    "M5 17h4.500v-5.500H6.300C6.300 9 7.400 7.800 9.500 7M14 17h4.500v-5.500h-3.200c0-2.500 1.100-3.700 3.200-4.500",
  share: "M12 15V4m0 0L8 8m4-4 4 4M5 13v6.500h14V13",
} as const;
