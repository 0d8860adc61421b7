/**
 * Everything a page does for its readers beyond HTML, without React: theme,
 * definition cards, the depth gauge, moved addresses, search, sharing. Each part
 * works on what the page already holds and does nothing where that is missing.
 */
import { startCards } from "./cards.ts";
import { replayEarly } from "./early.ts";
import { watchFigures } from "./figures.ts";
import { wakeFigures } from "./live.ts";
import { followMoved } from "./moved.ts";
import { rememberPlace } from "./reading-place.ts";
import { startSearch } from "./search.ts";
import { watchSections } from "./sections.ts";
import { startSharing } from "./sharing.ts";
import { startTools } from "./start-tools.ts";
import { startThemeButton } from "./theme-button.ts";

followMoved();
startThemeButton();
startSharing();
startCards();
watchSections(rememberPlace);
watchFigures();
wakeFigures();
startSearch();
startTools();
replayEarly(".theme-btn,.tool,.h-share");
