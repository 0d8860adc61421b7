import { nginxFiles } from "./nginx-config.ts";
import { staticHostHeaders } from "./static-host.ts";

/** The committed files that are written from this room, by path from the project's root. @param base path of the site on its host */
export function generatedFiles(base = ""): Readonly<Record<string, string>> {
  const nginx = Object.entries(nginxFiles(base)).map(([name, text]) => [`deploy/nginx/${name}`, text]);
  return { ...Object.fromEntries(nginx), "deploy/static/_headers": staticHostHeaders(base) };
}
