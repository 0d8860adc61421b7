import { loadSite } from "../../../lib/build/catalog/store.ts";

export const dynamic = "force-static";

/** The glossary that written answers are compared with. */
export function GET() {
  const terms = loadSite().terms.map(({ id, ko, en, aliases }) => ({ id, ko, en, aliases }));
  return Response.json(terms);
}
