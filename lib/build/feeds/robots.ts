import { SITEMAP_PATH } from "./sitemap.ts";

/**
 * `robots.txt`: everything may be read. The stubs of sections too: that they are not to be listed
 * stands in them, and who may not open them never learns it.
 * @param siteUrl origin of the site, without a slash at its end
 */
export function robotsText(siteUrl: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${siteUrl}/${SITEMAP_PATH}\n`;
}
