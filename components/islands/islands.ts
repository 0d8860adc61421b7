/** What a page with an island loads: `islands.js`. */
import { startIslands } from "./start-islands.ts";

startIslands();
