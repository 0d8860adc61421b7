/**
 * Takes a saved text into the open page, so that the place being written stays in view; a full reload is the
 * fallback. Of answers that overtake one another only the last that was asked for is taken.
 */
export const LIVE_SCRIPT = `
let latest = 0;
new EventSource("/__live").onmessage = async () => {
  const own = ++latest;
  try {
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (own !== latest) return;
    const parts = ["main", ".gauge"].map((name) => [document.querySelector(name), fresh.querySelector(name)]);
    if (!answer.ok || !parts[0][0] || parts.some(([old, now]) => !old !== !now)) throw answer.status;
    for (const [old, now] of parts) old?.replaceWith(document.adoptNode(now));
    document.title = fresh.title;
    dispatchEvent(new Event("resize"));
  } catch (error) {
    console.warn(error);
    if (own === latest) location.reload();
  }
};
`;
