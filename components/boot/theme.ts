/**
 * Runs before the first paint, as a classic blocking script: sets the theme the
 * reader chose and says that scripts work. Kept apart and tiny for that reason.
 */
const root = document.documentElement;
root.dataset.js = "";
try {
  const chosen = localStorage.getItem("whale.theme");
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
} catch {
  // Storage is blocked: the system's theme it is.
}
