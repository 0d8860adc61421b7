/** What follows a theme; after that of the system, which has no name, light. */
const NEXT: Readonly<Record<string, string>> = { light: "dark", dark: "" };

/** Cycles system → light → dark. Other open tabs follow. What the button is called then is said by the style sheet. */
export function startThemeButton(): void {
  const { dataset } = document.documentElement;
  const show = (theme: string | null) => {
    if (theme) dataset.theme = theme;
    else delete dataset.theme;
  };
  document.querySelector("[data-theme-button]")?.addEventListener("click", () => {
    const theme = NEXT[dataset.theme!] ?? "light";
    show(theme);
    try {
      if (theme) localStorage["whale.theme"] = theme;
      else delete localStorage["whale.theme"];
    } catch {
      // Not kept, but shown.
    }
  });
  addEventListener("storage", (event) => {
    if (event.key === "whale.theme") show(event.newValue);
  });
}
