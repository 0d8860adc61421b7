/** What only the home page does: `home.js`. */
import { resumeReading } from "./reading-place.ts";

resumeReading();
