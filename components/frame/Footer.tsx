import {
  correctionsHref,
  glossaryHref,
  homeHref,
  labsHref,
  notesHref,
  sourcesHref,
} from "../../lib/address/href.ts";
import { Mark } from "./Mark.tsx";

export function Footer() {
  return (
    <footer className="foot">
      <a className="brand" href={homeHref}>
        <Mark />
        고래노트
      </a>
      <a href={notesHref}>모든 노트</a>
      <a href={labsHref}>실습</a>
      <a href={glossaryHref}>용어집</a>
      <a href={sourcesHref}>출처</a>
      <a href={correctionsHref}>바로잡기</a>
      <span>모든 기록은 이 기기에만 남습니다.</span>
    </footer>
  );
}
