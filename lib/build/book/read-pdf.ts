/** Where things are in a printed document. */
export type PrintedPlaces = {
  readonly pages: number;
  /** On which page, counted from 1, each id stands that something in the document links to. */
  readonly pageOf: ReadonlyMap<string, number>;
};

type PageReference = { readonly num: number; readonly gen: number };

/** Reads the places of a PDF whose links lead to named places, as Chromium writes them. */
export async function readPlaces(pdf: Uint8Array): Promise<PrintedPlaces> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // It keeps the bytes it is given for itself.
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  try {
    const document = await task.promise;
    const named: ReadonlyMap<string, readonly unknown[]> = await document.getDestinations();
    const pageOf = new Map<string, number>();
    for (const [id, [page]] of named)
      if (isReference(page)) pageOf.set(id, (await document.getPageIndex(page)) + 1);
    return { pages: document.numPages, pageOf };
  } finally {
    await task.destroy();
  }
}

function isReference(value: unknown): value is PageReference {
  return typeof value === "object" && value !== null && "num" in value && "gen" in value;
}
