export type Place = { slug: string; title: string; anchor: string; section: string };

/** Keeps the depth gauge and the bar under the header at the section being read, and reports it. */
export function watchSections(onPlace: (place: Place) => void): void {
  const main = document.querySelector<HTMLElement>("[data-note]");
  if (!main) return;
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".gauge a")];
  const sections = links
    .map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
    .filter((section) => section !== null);
  const bar = document.querySelector("[data-where]");
  const toc = document.getElementById("toc");
  const nav = document.getElementById("nav");
  let shown = -2;

  for (const sheet of [toc, nav]) {
    sheet?.addEventListener("click", (event) => {
      if ((event.target as Element).closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
    });
  }

  const update = () => {
    const line = Math.min(innerHeight * 0.35, 260);
    let current = -1;
    for (const [index, section] of sections.entries())
      if (section.getBoundingClientRect().top <= line) current = index;
    if (innerHeight + scrollY >= document.documentElement.scrollHeight - 2 && scrollY > 0)
      current = Math.max(current, current);
    if (current === shown) return;
    shown = current;
    for (const [index, link] of links.entries()) {
      link.classList.toggle("done", index < current);
      if (index === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    const section = current < 0 ? "" : (links[current]?.textContent ?? "");
    if (bar) {
      bar.querySelector("[data-where-number]")!.textContent =
        current < 0 ? `${links.length}절` : `${current + 1}/${links.length}`;
      bar.querySelector("[data-where-title]")!.textContent = section || "이 노트의 절";
      bar.querySelector("progress")!.value = current + 1;
    }
    onPlace({
      slug: main.dataset.note ?? "",
      title: main.dataset.title ?? "",
      anchor: current < 0 ? "" : (sections[current]?.id ?? ""),
      section,
    });
  };

  let waiting = false;
  const onScroll = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      update();
    });
  };
  addEventListener("scroll", onScroll, { passive: true });
  addEventListener("resize", onScroll, { passive: true });
  update();
}
