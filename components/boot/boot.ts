/**
 * Everything a page does for its readers beyond HTML, without React: theme,
 * definition cards, the depth gauge, moved addresses, search, sharing, fetching
 * ahead. Each part works on what the page already holds and does nothing
 * where that is missing.
 */
import { replayEarly } from "./early.ts";
import { watchFigures } from "./figures.ts";
import { wakeFigures } from "./live.ts";
import { followMoved } from "./moved.ts";
import { startOffline } from "./offline.ts";
import { startPanels } from "./panels.ts";
import { prefetchNotes } from "./prefetch.ts";
import { rememberPlace } from "./reading-place.ts";
import { startSearch } from "./search.ts";
import { watchSections } from "./sections.ts";
import { startSharing } from "./sharing.ts";
import { watchTerms } from "./terms.ts";
import { startThemeButton } from "./theme-button.ts";

followMoved();
startThemeButton();
startSharing();
watchTerms();
watchSections(rememberPlace);
prefetchNotes();
watchFigures();
wakeFigures();
startSearch();
startPanels();
startOffline();
replayEarly(".theme-btn,.tool,.h-share");
