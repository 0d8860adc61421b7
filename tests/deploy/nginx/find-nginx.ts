import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const USUAL_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];

const BROTLI_MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

export type Nginx = { readonly path: string; readonly hasBrotli: boolean };

/**
 * The nginx to test with: `NGINX_PATH`, else one on the path or in a usual place.
 * @throws Error that says how to get one
 */
export function findNginx(environment: Readonly<Record<string, string | undefined>> = process.env): Nginx {
  const folders = [...(environment.PATH ?? "").split(delimiter), ...USUAL_FOLDERS];
  const candidates = environment.NGINX_PATH
    ? [environment.NGINX_PATH]
    : folders.map((folder) => join(folder, "nginx"));
  const path = candidates.find(isProgram);
  if (path === undefined)
    throw new Error(
      "nginx를 찾지 못했습니다. 설치하거나(`apt-get install nginx-light libnginx-mod-http-brotli-static`, `brew install nginx`) NGINX_PATH에 실행 파일을 적어 주세요.",
    );
  return { path, hasBrotli: existsSync(BROTLI_MODULE) };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
