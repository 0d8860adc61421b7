/**
 * What a formula begins with while it travels through Markdown as a span of code, so that nothing in it is
 * taken for a mark: letters of the private use area, which no text has.
 */
export const FORMULA = "\uE000";
/** The same of a formula that stands apart, on a line of its own. */
export const FORMULA_APART = "\uE001";
