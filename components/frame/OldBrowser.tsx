import * as words from "../../lib/words/words.ts";

/**
 * Stands on pages that are more than text. A browser that does not know cascade layers drops our styles whole, and
 * with them what hides this sentence.
 */
export function OldBrowser() {
  return (
    <p className="old" data-nosnippet="">
      {words.oldBrowser}
    </p>
  );
}
