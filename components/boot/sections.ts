export type Place = { slug: string; title: string; anchor: string; section: string };

/** Keeps the depth gauge and the bar under the header at the section being read, and reports it. */
export function watchSections(onPlace: (place: Place) => void): void {
  if (!document.querySelector("[data-note]")) return;
  const bar = document.querySelector("[data-where]");
  const number = bar?.querySelector("span");
  const title = bar?.querySelector("b");
  // What the bar came with is what it says before the first section.
  const whole = number?.textContent;
  const untitled = title?.textContent;
  let shown = "";

  // A sheet gives way to the section that was chosen in it.
  document.addEventListener("click", ({ target }) => {
    (target as Element).closest("a")?.closest<HTMLElement>(":popover-open")?.hidePopover();
  });

  const update = () => {
    // Looked up afresh: while writing, the text is replaced under us.
    const note = document.querySelector<HTMLElement>("[data-note]");
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".gauge a")];
    // No higher than where a heading comes to rest that a link leads to.
    const rest = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const line = Math.max(Math.min(innerHeight * 0.35, 260), rest + 1);
    let current = -1;
    for (const [index, link] of links.entries()) {
      const section = document.getElementById(link.hash.slice(1));
      if (section && section.getBoundingClientRect().top <= line) current = index;
    }
    const link = links[current];
    const section = link?.textContent ?? "";
    const key = current + section;
    if (!note || key === shown) return;
    shown = key;
    for (const [index, other] of links.entries()) {
      other.classList.toggle("done", index < current);
      other.ariaCurrent = index === current ? "location" : null;
    }
    if (bar) {
      const progress = bar.querySelector("progress")!;
      progress.value = current + 1;
      // No more than the sections: what comes after them is none.
      number!.textContent = link ? `${progress.value}/${progress.max}` : whole!;
      title!.textContent = section || untitled!;
    }
    onPlace({
      slug: note.dataset.note!,
      title: note.dataset.title!,
      anchor: link?.hash.slice(1) ?? "",
      section,
    });
  };

  // Browsers tell of both once a frame.
  addEventListener("scroll", update);
  addEventListener("resize", update);
  update();
}
