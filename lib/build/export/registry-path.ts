/** Where the islands of the site are listed, from the project's root. */
export const REGISTRY = "components/islands/registry.ts";
