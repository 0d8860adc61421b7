/** Under the bars at the top of the window: where the eye is when it reads on. */
const LINE = 80;

/**
 * Keeps the paragraph that is read where it is when its width or its letters change, as when a phone is turned or the
 * reader chooses another font: browsers keep the number of pixels, which is another paragraph then.
 * @returns called when the reader has come to rest: what is in view then is what is kept
 */
export function keepPlace(article: HTMLElement): () => void {
  let block: Element | undefined;
  /** How far below the line the block begins; where it began above, how much of it is read, as a share. */
  let below = 0;
  let share = 0;
  let look = lookOf(article);
  const rest = () => {
    block = [...article.children].find((one) => one.getBoundingClientRect().bottom > LINE);
    const { top = 0, height = 1 } = block?.getBoundingClientRect() ?? {};
    below = Math.max(0, top - LINE);
    share = Math.max(0, LINE - top) / Math.max(1, height);
  };
  new ResizeObserver(() => {
    const now = lookOf(article);
    if (now !== look && block !== undefined) {
      const { top, height } = block.getBoundingClientRect();
      scrollBy({ top: top + share * height - LINE - Math.min(below, innerHeight / 3), behavior: "instant" });
    }
    look = now;
  }).observe(article);
  rest();
  return rest;
}

/** What decides where lines break. */
function lookOf(article: HTMLElement): string {
  const { fontSize, fontFamily, lineHeight } = getComputedStyle(article);
  return [article.clientWidth, fontSize, fontFamily, lineHeight].join();
}
