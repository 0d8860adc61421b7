/** A concept on the chart of its subject; a guest belongs to another. Lengths are CSS pixels at full size. */
export type ChartStop = {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** What comes before what: an SVG path from the first to what follows. */
export type ChartLine = {
  readonly kind: "needs" | "partOf";
  readonly path: string;
  readonly from: string;
  readonly to: string;
};

export type ConceptChart = {
  readonly width: number;
  readonly height: number;
  readonly stops: readonly ChartStop[];
  readonly lines: readonly ChartLine[];
};
