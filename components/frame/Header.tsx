import { glossaryHref, homeHref, labsHref, notesHref, searchHref } from "../../lib/address/href.ts";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";

type Area = "notes" | "labs" | "glossary" | undefined;

/** The bar on top. `menu` shows the button that opens the sidebar where it does not fit. */
export function Header({ area, menu }: { area?: Area; menu?: boolean }) {
  return (
    <header className="top">
      {menu && (
        <button type="button" className="icon-btn menu-btn" popoverTarget="nav" aria-label="노트 목록">
          <Icon name="menu" />
        </button>
      )}
      <a className="brand" href={homeHref}>
        <Mark />
        고래노트
      </a>
      <nav className="nav" aria-label="주 메뉴">
        <a href={notesHref} aria-current={area === "notes" ? "true" : undefined}>
          노트
        </a>
        <a href={labsHref} aria-current={area === "labs" ? "true" : undefined}>
          실습
        </a>
        <a href={glossaryHref} aria-current={area === "glossary" ? "true" : undefined}>
          용어집
        </a>
      </nav>
      <div className="top-end">
        <a className="find" href={searchHref} data-search="" aria-keyshortcuts="/ Control+K Meta+K">
          <Icon name="search" />
          <span>개념·명령·초성 검색</span>
          <kbd>/</kbd>
        </a>
        <button
          type="button"
          className="theme-btn needs-js"
          data-theme-button=""
          aria-label="화면 밝기 바꾸기"
        >
          <Icon name="theme" />
        </button>
      </div>
    </header>
  );
}

/** The field of the search dialog. It is on every page, so that it takes what is typed while the rest loads. */
export function SearchDialog() {
  return (
    <dialog className="search" aria-label="검색">
      <form method="dialog">
        <input
          type="text"
          inputMode="search"
          aria-label="찾을 말"
          placeholder="개념·명령·초성"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
        />
        <button type="submit" aria-label="닫기" />
      </form>
    </dialog>
  );
}
