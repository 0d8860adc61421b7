import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SearchDialog } from "../components/frame/Header.tsx";
import "../components/styles/index.css";

export const metadata: Metadata = {
  metadataBase: new URL(process.env.SITE_URL || "http://localhost:3000"),
  title: { default: "고래노트", template: "%s — 고래노트" },
  description:
    "도커, 쿠버네티스, 하이퍼바이저, 마이크로서비스를 한 층씩 내려가며 읽는 한국어 학습 노트입니다.",
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#FBFAF6" },
    { media: "(prefers-color-scheme: dark)", color: "#0F181D" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="ko" suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: a chosen theme is set before the first paint. */}
        <script src="/theme.js" data-keep="" />
        {/* `data-part-…` names what is loaded later; the build writes hashed names and integrity over both. */}
        <script
          src="/boot.js"
          type="module"
          data-keep=""
          data-part-viewer="/viewer.js"
          data-part-search="/search.js"
          data-part-search-worker="/search-worker.js"
        />
        {process.env.NODE_ENV !== "production" && <script src="/__live.js" defer />}
      </head>
      <body>
        <a className="skip" href="#main">
          본문으로 건너뛰기
        </a>
        {children}
        <SearchDialog />
      </body>
    </html>
  );
}
