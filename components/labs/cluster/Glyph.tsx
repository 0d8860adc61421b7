import type { PodMark } from "../../../lib/labs/cluster/scene.ts";

export const MARK_WORDS: Readonly<Record<PodMark, string>> = {
  ready: "준비됨",
  "not-ready": "준비 전",
  waiting: "기다림",
  "crash-loop": "되풀이해 종료",
  terminating: "정리 중",
  ended: "끝남",
};

/** The shape of a pod's state, on 16 by 16. The word stands beside it. */
export function Glyph({ mark }: { mark: PodMark }) {
  return (
    <svg className="cl-glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <GlyphShape mark={mark} />
    </svg>
  );
}

function GlyphShape({ mark }: { mark: PodMark }) {
  switch (mark) {
    case "ready":
      return <circle className="g-ok" cx="8" cy="8" r="6" />;
    case "not-ready":
      return (
        <>
          <circle className="g-ring" cx="8" cy="8" r="6" />
          <path className="g-fill" d="M8 2a6 6 0 0 0 0 12z" />
        </>
      );
    case "waiting":
      return <circle className="g-dash" cx="8" cy="8" r="6" />;
    case "crash-loop":
      return (
        <>
          <rect className="g-bad" x="2" y="2" width="12" height="12" rx="1" />
          <path className="g-badx" d="m5 5 6 6m0-6-6 6" />
        </>
      );
    case "terminating":
      return (
        <>
          <circle className="g-end" cx="8" cy="8" r="6" />
          <path className="g-end" d="M0 8h16" />
        </>
      );
    case "ended":
      return <rect className="g-end" x="3" y="3" width="10" height="10" rx="1" />;
  }
}
