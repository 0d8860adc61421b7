/** So long may slices follow each other, milliseconds: a phone that is four times as slow still answers at once. */
const TOGETHER = 6;

/**
 * Does what takes long in slices, once the page has shown what the reader did, and so that it answers between them.
 * @param next does a slice. @returns false when there are no more
 */
export function inSlices(next: () => boolean): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const end = performance.now() + TOGETHER;
    while (performance.now() < end)
      if (!next()) {
        channel.port1.close();
        return;
      }
    channel.port2.postMessage(undefined);
  };
  // Nothing is painted of a page that is hidden, and no frame comes.
  if (document.hidden) channel.port2.postMessage(undefined);
  else requestAnimationFrame(() => channel.port2.postMessage(undefined));
}
