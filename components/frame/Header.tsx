import { glossaryHref, homeHref, notesHref } from "../../lib/address/href.ts";
import { Icon } from "./Icon.tsx";
import { Mark } from "./Mark.tsx";

export type Area = "notes" | "glossary" | undefined;

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
        <a href={glossaryHref} aria-current={area === "glossary" ? "true" : undefined}>
          용어집
        </a>
      </nav>
      <div className="top-end">
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
