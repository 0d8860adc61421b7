type Theme = "system" | "light" | "dark";

/** What follows; after the system's theme, and after what is none, light. */
const NEXT: Readonly<Record<string, Theme>> = { light: "dark", dark: "system" };

/** Cycles system → light → dark. Other open tabs follow. What the button is called then is said by the style sheet. */
export function startThemeButton(): void {
  const root = document.documentElement;
  const show = (theme: Theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
  };
  document.querySelector("[data-theme-button]")?.addEventListener("click", () => {
    const theme = NEXT[root.dataset.theme!] ?? "light";
    show(theme);
    try {
      if (theme === "system") delete localStorage["whale.theme"];
      else localStorage["whale.theme"] = theme;
    } catch {
      // Not kept, but shown.
    }
  });
  addEventListener("storage", (event) => {
    // Nothing is kept for the system's theme.
    if (event.key === "whale.theme") show((event.newValue as Theme | null) ?? "system");
  });
}
