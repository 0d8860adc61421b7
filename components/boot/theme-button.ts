const NEXT = { system: "light", light: "dark", dark: "system" } as const;

/** Cycles system → light → dark. Other open tabs follow. The button knows what it is called in each. */
export function startThemeButton(): void {
  const root = document.documentElement;
  const button = document.querySelector<HTMLButtonElement>("[data-theme-button]");
  const read = () => (root.dataset.theme as "light" | "dark" | undefined) ?? "system";
  const show = (theme: keyof typeof NEXT) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    if (button) button.ariaLabel = button.dataset[theme]!;
  };
  show(read());
  button?.addEventListener("click", () => {
    const theme = NEXT[read()];
    show(theme);
    try {
      if (theme === "system") localStorage.removeItem("whale.theme");
      else localStorage.setItem("whale.theme", theme);
    } catch {
      // Not kept, but shown.
    }
  });
  addEventListener("storage", (event) => {
    // Nothing is kept for the system's theme.
    if (event.key === "whale.theme") show((event.newValue as "light" | "dark" | null) ?? "system");
  });
}
