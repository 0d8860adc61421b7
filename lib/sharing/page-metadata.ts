import { homeHref } from "../address/href.ts";
import * as words from "../words/words.ts";
import { type SharedPage, SITE_NAME } from "./site-pages.ts";

type Options = {
  readonly type?: "website" | "article";
  /** The page's title where it says more than what is shared, as "… 실습". */
  readonly fullTitle?: string;
  /** How the site is called. */
  readonly siteName?: string;
  /** The same in other formats: address by media type. */
  readonly types?: Readonly<Record<string, string>>;
};

/**
 * What a page says of itself to crawlers, in the form that Next writes into its head. Addresses are
 * paths; Next makes them absolute. Tags without a text are left out.
 */
export function pageMetadata(
  page: SharedPage,
  { type = "website", fullTitle, siteName = SITE_NAME, types }: Options = {},
) {
  const description = page.description || undefined;
  const image = { url: page.card, width: 1200, height: 630, type: "image/png", alt: page.title };
  return {
    title: page.href === homeHref ? { absolute: siteName } : (fullTitle ?? page.title),
    description,
    alternates: { canonical: page.href, ...(types && { types: { ...types } }) },
    openGraph: {
      type,
      title: page.title,
      description,
      url: page.href,
      locale: words.locale,
      siteName,
      images: [image],
    },
    twitter: {
      card: "summary_large_image" as const,
      title: page.title,
      description,
      images: [{ url: page.card, alt: page.title }],
    },
  };
}
