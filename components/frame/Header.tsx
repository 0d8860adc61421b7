import {
  glossaryHref,
  homeHref,
  labsHref,
  notesHref,
  reviewHref,
  searchHref,
} from "../../lib/address/href.ts";
import { type NamedSite, SITE_NAME } from "../../lib/sharing/site-pages.ts";
import * as words from "../../lib/words/words.ts";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";

type Area = "notes" | "labs" | "glossary" | "review" | undefined;

/**
 * The bar on top. `menu` shows the button that opens the sidebar where it does not fit; `site` is said where
 * the page may belong to somebody else's notes.
 */
export function Header({ area, menu, site }: { area?: Area; menu?: boolean; site?: NamedSite }) {
  const own = site?.own ?? true;
  return (
    <header className="top">
      {menu && (
        <button
          type="button"
          className="icon-btn menu-btn"
          popoverTarget="nav"
          aria-label={words.listOfNotes}
        >
          <Icon name="menu" />
        </button>
      )}
      <a className="brand" href={homeHref}>
        <Mark />
        {site?.name ?? SITE_NAME}
      </a>
      <nav className="nav" aria-label={words.mainMenu}>
        <a href={notesHref} aria-current={area === "notes" ? "true" : undefined}>
          {words.notes}
        </a>
        {own && (
          <a href={labsHref} aria-current={area === "labs" ? "true" : undefined}>
            {words.labs}
          </a>
        )}
        {(site === undefined || own || site.terms.length > 0) && (
          <a href={glossaryHref} aria-current={area === "glossary" ? "true" : undefined}>
            {words.glossary}
          </a>
        )}
        <a href={reviewHref} aria-current={area === "review" ? "true" : undefined}>
          {words.review}
        </a>
      </nav>
      <div className="top-end">
        <a className="find" href={searchHref} data-search="" aria-keyshortcuts="/ Control+K Meta+K">
          <Icon name="search" />
          <span>{words.openSearch}</span>
          <kbd className="needs-js">/</kbd>
        </a>
        <button
          type="button"
          className="icon-btn look-btn needs-js"
          data-settings=""
          aria-label={words.settings}
          aria-haspopup="dialog"
        >
          {words.settingsMark}
        </button>
        <button
          type="button"
          className="theme-btn needs-js"
          data-theme-button=""
          data-system={words.themeButton.system}
          data-light={words.themeButton.light}
          data-dark={words.themeButton.dark}
        >
          <Icon name="theme" />
          {/* The style sheet says after it which it is, from what is given here. */}
          <span className="sr">{words.switchTheme}: </span>
        </button>
      </div>
    </header>
  );
}

/** The field of the search dialog. It is on every page, so that it takes what is typed while the rest loads. */
export function SearchDialog() {
  return (
    <dialog className="search" aria-label={words.search}>
      {/* Enter before the scripts are there goes on to the page of search; later it opens what is found. */}
      <form action={searchHref}>
        <button type="submit" hidden />
        <input
          type="text"
          name="q"
          inputMode="search"
          aria-label={words.searchField}
          placeholder={words.searchPlaceholder}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
        />
        <button type="submit" formMethod="dialog" aria-label={words.close} />
      </form>
    </dialog>
  );
}
