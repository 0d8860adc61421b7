import { addressOf } from "../../lib/address/base.ts";
import { WORKER_PATH } from "../../lib/records/offline.ts";
import { partOf } from "./load-part.ts";

type Policy = { createScriptURL: (url: string) => string };
type TrustedTypes = {
  readonly defaultPolicy: unknown;
  createPolicy: (name: string, rules: Policy) => Policy;
};

/** Under Trusted Types the address of a worker must come from a policy; ours lets the two of this site pass and no other. */
export function trustOwnWorkers(): void {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined || types.defaultPolicy !== null) return;
  types.createPolicy("default", {
    createScriptURL: (url) => {
      if (url !== addressOf(WORKER_PATH) && url !== partOf("search-worker")[0])
        throw new TypeError(`not a script of this site: ${url}`);
      return url;
    },
  });
}
