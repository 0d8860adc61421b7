/**
 * Everything a page does for its readers beyond HTML, without React: theme,
 * copying, definition cards, the depth gauge, continue reading, moved
 * addresses, the nearest address of a lost one. Each part works on what the page already holds and does
 * nothing where that is missing.
 */
import { startCards } from "./cards.ts";
import { startCopying } from "./copying.ts";
import { watchFigures } from "./figures.ts";
import { suggestNearest } from "./lost.ts";
import { followMoved } from "./moved.ts";
import { rememberPlace, resumeReading } from "./reading-place.ts";
import { watchSections } from "./sections.ts";
import { startThemeButton } from "./theme-button.ts";

followMoved();
startThemeButton();
startCopying();
startCards();
watchSections(rememberPlace);
resumeReading();
suggestNearest();
watchFigures();
