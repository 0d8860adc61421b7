import * as words from "../../lib/words/words.ts";

/**
 * Below what scrolls sideways: that it goes on, and which part is seen. Shown by the style
 * sheet alone, only while there is more beside; who reads by ear gets all of it anyway, and
 * no text of ours stands among the author's.
 */
export function GoesOn() {
  return <div className="goes-on" aria-hidden="true" data-words={words.goesOn} />;
}
