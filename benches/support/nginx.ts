import { findNginx, type Nginx } from "../../tests/deploy/nginx/find-nginx.ts";
import { startNginx as startDeployed } from "../../tests/deploy/nginx/start-nginx.ts";
import { endWithUs, removeFolder, temporaryFolder } from "./leave-nothing.ts";

export type RunningNginx = { readonly origin: string; readonly stop: () => Promise<void> };

/** nginx with the configuration that is deployed, over the folder; undefined where there is none. */
export async function startNginx(
  site: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RunningNginx | undefined> {
  let nginx: Nginx;
  try {
    nginx = findNginx(environment);
  } catch {
    return undefined;
  }
  const folder = temporaryFolder("nginx");
  const { port, child, stop } = await startDeployed(nginx, "nginx.conf", { folder, site });
  endWithUs(child);
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      await stop();
      removeFolder(folder);
    },
  };
}
