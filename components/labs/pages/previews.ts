/**
 * What the preview of a simulator shows: what moves in it, in a field of 160 by 100. One path for each way of
 * drawing, which `LabPreview` lays over each other in the order of this type.
 */
export type Preview = {
  /** Ground that things stand on. */
  readonly slab?: string;
  readonly frame?: string;
  /** Lines: quiet, the way one follows, the one that matters. */
  readonly dash?: string;
  readonly line?: string;
  readonly sea?: string;
  readonly coral?: string;
  /** Things: gone or hidden, there, the one that matters. */
  readonly hidden?: string;
  readonly box?: string;
  readonly here?: string;
  readonly dot?: string;
  readonly seaDot?: string;
  readonly coralDot?: string;
};

type Rect = readonly [x: number, y: number, width: number, height: number];
type Circle = readonly [x: number, y: number, radius?: number];

export const rects = (...all: readonly Rect[]) =>
  all.map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h${-w}z`).join("");
export const dots = (...all: readonly Circle[]) =>
  all
    .map(([x, y, r = 4]) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`)
    .join("");

/** As many rectangles of one size, one step apart. */
const row = (count: number, [x, y, w, h]: Rect, dx: number, dy = 0) =>
  rects(...Array.from({ length: count }, (_, index): Rect => [x + index * dx, y + index * dy, w, h]));

/** By the id of the lab. A simulator without one does not pass `tests/labs-of-notes.test.ts`. */
export const PREVIEWS: Readonly<Record<string, Preview>> = {
  "auto-scaling-scale-choice": {
    line: "M18 10V88H150",
    box: row(4, [26, 70, 14, 12], 0, -16) + row(2, [44, 70, 14, 12], 0, -16),
    here: rects([78, 46, 26, 36]),
    hidden: rects([78, 20, 26, 22]),
    coral: "M114 82L146 20M146 20L136 23M146 20L145 30",
  },
  "auto-scaling-scaling-timeline": {
    line: "M18 10V88H150",
    sea: "M18 76H44V62H62V40H88V26H112V54H132V68H148",
    coral: "M18 82C40 82 44 30 66 26S96 22 106 50S126 74 148 76",
  },
  cluster: {
    slab: rects([10, 8, 44, 72], [62, 8, 88, 12], [62, 30, 26, 50], [93, 30, 26, 50], [124, 30, 26, 50]),
    frame: "M10 92H150",
    line: "M16 18H38M16 26H48M16 34H44M16 50H34M16 58H46M16 66H40M16 74H28M68 14H96",
    sea: "M75 20V30M106 20V30",
    coral: "M137 20V25M134 23L140 29M140 23L134 29M16 42H48",
    hidden: rects([128, 36, 18, 12]),
    box: rects([66, 36, 18, 12], [66, 54, 18, 12], [97, 36, 18, 12]),
    here: rects([97, 54, 18, 12]),
    dot: dots([104, 14, 2], [110, 14, 2], [116, 14, 2], [30, 92, 2], [118, 92, 2]),
    seaDot: dots([71, 42, 2], [71, 60, 2], [102, 42, 2], [52, 92, 2.5]),
    coralDot: dots([102, 60, 2], [86, 92, 4]),
  },
  "deployment-eras-density-calculator": {
    slab: rects([14, 10, 60, 80], [86, 10, 60, 80]),
    hidden: row(3, [20, 32, 48, 9], 0, 25),
    box:
      row(3, [20, 19, 48, 12], 0, 25) + row(4, [92, 62, 22, 10], 0, -14) + row(4, [118, 62, 22, 10], 0, -14),
    here: rects([92, 76, 22, 10], [118, 76, 22, 10]),
  },
  "deployment-eras-noisy-neighbour": {
    slab: rects([12, 14, 136, 32], [12, 54, 136, 32]),
    box: rects([18, 20, 18, 20], [18, 60, 58, 20]),
    here: rects([40, 20, 102, 20]),
    hidden: rects([84, 60, 58, 20]),
    line: "M80 54V86",
  },
  "docker-build-stage-graph": {
    line: "M44 26H62M44 74H62M98 26L116 44M98 74L116 56",
    box: rects([12, 16, 32, 20], [62, 16, 36, 20], [12, 64, 32, 20]),
    hidden: rects([62, 64, 36, 20]),
    here: rects([116, 38, 32, 24]),
  },
  "docker-containers-data-survival": {
    slab: row(4, [12, 14, 30, 72], 35.5),
    box: rects([18, 60, 18, 20], [89, 60, 18, 20]),
    here: rects([53.5, 60, 18, 20]),
    hidden: rects([124.5, 60, 18, 20]),
    line: "M12 50H148",
    seaDot: dots([27, 32, 5]),
    dot: dots([62.5, 32, 5], [98, 32, 5], [133.5, 32, 5]),
  },
  "docker-containers-isolation-picker": {
    hidden: rects([16, 12, 128, 76]),
    frame: rects([32, 24, 96, 52]),
    box: rects([48, 36, 64, 28]),
    coralDot: dots([80, 50, 7]),
    seaDot: dots([60, 50], [100, 50]),
    dot: dots([24, 20, 3], [136, 20, 3], [136, 80, 3]),
  },
  "docker-images-cache-invalidation": {
    box: row(3, [14, 12, 78, 9], 0, 13),
    here: rects([14, 51, 78, 9]),
    coral: "M104 55.500C132 55.500 132 68.500 104 68.500M104 68.500C132 68.500 132 81.500 104 81.500",
    hidden: row(2, [14, 64, 78, 9], 0, 13),
    seaDot: dots([112, 16.5, 3], [112, 29.5, 3], [112, 42.5, 3]),
  },
  "docker-images-layer-stacker": {
    slab: row(4, [12, 32, 136, 14], 0, 16),
    frame: rects([12, 8, 136, 18]),
    box: rects([22, 66, 26, 10], [22, 12, 26, 10], [66, 50, 26, 10], [110, 82, 26, 10], [66, 12, 26, 10]),
    here: rects([110, 34, 26, 10]),
    dash: "M35 22V66M79 22V50M123 44V82",
  },
  "docker-images-pull-savings": {
    slab: rects([12, 12, 56, 76], [92, 12, 56, 76]),
    box: row(2, [20, 52, 40, 14], 0, 18) + row(4, [100, 16, 40, 14], 0, 18),
    hidden: rects([20, 34, 40, 14]),
    here: rects([20, 16, 40, 14]),
    coral: "M88 23H70M76 18L70 23L76 28",
  },
  "docker-overview-cli-flow": {
    slab: rects([10, 30, 38, 40], [61, 30, 38, 40], [112, 30, 38, 40]),
    sea: "M48 50H59M54 45L59 50L54 55",
    coral: "M99 50H110M105 45L110 50L105 55",
    box: row(3, [17, 38, 24, 6], 0, 9) + row(3, [68, 38, 24, 6], 0, 9),
    here: rects([119, 40, 24, 20]),
  },
  "docker-swarm-swarm-simulator": {
    slab: rects([12, 12, 38, 34], [12, 54, 38, 34], [61, 12, 38, 34], [110, 12, 38, 34], [110, 54, 38, 34]),
    coral: "M104 6L86 50L104 94",
    box: rects([19, 20, 11, 18], [33, 20, 11, 18], [19, 62, 11, 18], [68, 20, 11, 18], [117, 62, 11, 18]),
    hidden: rects([117, 20, 11, 18]),
    here: rects([33, 62, 11, 18]),
  },
  "hpc-elastic-queue": {
    slab: row(4, [12, 12, 104, 16], 0, 20),
    box: rects([16, 15, 46, 10], [66, 15, 30, 10], [16, 35, 70, 10], [40, 55, 40, 10]),
    here: rects([16, 55, 20, 10], [16, 75, 34, 10]),
    hidden: rects([54, 75, 58, 10]),
    seaDot: dots([128, 20], [138, 20], [128, 40], [138, 40], [148, 40]),
    coralDot: dots([148, 20]),
  },
  "hpc-preempt-simulator": {
    line: "M18 10V88H150",
    sea: "M26 16C34 74 52 78 74 74S124 46 146 28",
    dash: "M62 76V88",
    coralDot: dots([62, 76, 6]),
  },
  "hypervisor-classify-hypervisor": {
    slab: rects([14, 74, 58, 16], [88, 74, 58, 16]),
    here: rects([14, 54, 58, 16], [88, 34, 58, 16]),
    box: rects([14, 14, 26, 36], [46, 14, 26, 36], [88, 10, 26, 20], [120, 10, 26, 20]),
    hidden: rects([88, 54, 58, 16]),
  },
  "hypervisor-io-path-explorer": {
    slab: rects([12, 10, 136, 22], [12, 39, 136, 22], [12, 68, 136, 22]),
    dash: "M34 26V50H34V74",
    sea: "M80 26V74M75 69L80 74L85 69",
    coral: "M126 26V44H104V56H126V74M121 69L126 74L131 69",
    seaDot: dots([34, 21], [80, 21]),
    coralDot: dots([126, 21]),
  },
  "hypervisor-memory-overcommit": {
    slab: rects([14, 34, 132, 54]),
    box: rects([20, 52, 34, 30], [63, 42, 34, 40]),
    here: rects([106, 14, 34, 68]),
    coral: "M8 34H152",
    hidden: rects([20, 38, 34, 11]),
  },
  "inverse-virtualization-aggregate-simulator": {
    frame: rects([10, 10, 140, 36]),
    box: rects([18, 18, 60, 20]),
    here: rects([84, 18, 20, 20]),
    hidden: rects([110, 18, 32, 20]),
    line: "M31 46V58M80 46V58M129 46V58",
    slab: row(3, [12, 58, 38, 32], 49),
    seaDot: dots([24, 74], [36, 74], [73, 74], [85, 74], [122, 74], [134, 74]),
  },
  "inverse-virtualization-page-coherence": {
    line: "M42 66L68 40M118 66L92 40M46 78H114",
    slab: rects([58, 10, 44, 34], [10, 58, 44, 32], [106, 58, 44, 32]),
    here: rects([70, 17, 20, 20]),
    hidden: rects([22, 64, 20, 20], [118, 64, 20, 20]),
  },
  "inverse-virtualization-remote-cost": {
    line: "M18 10V88H150",
    sea: "M18 82L146 18",
    dash: "M58 62V88M18 62H58",
    coralDot: dots([58, 62, 6]),
  },
  "kubernetes-overview-control-loop": {
    line: "M53 34A34 34 0 0 1 107 34M114 54A34 34 0 0 1 86 84M74 84A34 34 0 0 1 46 54",
    coral: "M99 33L108 35L109 26",
    box: rects([66, 8, 28, 18], [98, 38, 34, 18]),
    here: rects([28, 38, 34, 18]),
    dot: dots([80, 84, 6]),
  },
  "kubernetes-scheduling-filter-and-score": {
    slab: row(4, [12, 14, 31, 58], 35),
    box: rects([52, 42, 21, 26], [122, 50, 21, 18]),
    here: rects([87, 24, 21, 44]),
    dash: "M16 18L39 68M39 18L16 68",
    line: "M12 84H148",
    coralDot: dots([97.5, 84, 5]),
    dot: dots([62.5, 84, 3], [132.5, 84, 3]),
  },
  "kubernetes-workloads-rolling-update": {
    dash: "M12 30H148M12 70H148",
    hidden: row(2, [14, 40, 18, 20], 23),
    frame: row(2, [60, 40, 18, 20], 23),
    box: row(1, [106, 40, 18, 20], 23),
    here: rects([129, 40, 18, 20]),
    sea: "M106 40V60M129 40V60",
  },
  "load-balancing-lb-algorithm-simulator": {
    line: "M12 50H38M38 50L62 20M38 50L62 40M38 50L62 60M38 50L62 80",
    slab: row(4, [62, 12, 86, 16], 0, 20),
    seaDot: dots([72, 20], [84, 20], [72, 40], [72, 60], [84, 60], [96, 60], [72, 80], [84, 80]),
    coralDot: dots([108, 60]),
    dot: dots([20, 50, 6]),
  },
  "microservices-retry-storm": {
    line: "M18 10V88H150",
    dash: "M18 62H148",
    sea: "M18 70H56M124 70H148",
    coral: "M56 70L64 40L74 46L82 18L92 26L100 14L108 52L116 64L124 70",
  },
  "microservices-same-shop": {
    slab: rects([12, 14, 54, 72], [94, 14, 54, 72]),
    frame: rects([20, 22, 38, 56]),
    box: rects([26, 28, 26, 10], [26, 42, 26, 10], [26, 56, 26, 10], [100, 20, 18, 24], [124, 20, 18, 24]),
    here: rects([100, 54, 18, 24]),
    hidden: rects([124, 54, 18, 24]),
    dash: "M72 50H88M83 45L88 50L83 55",
  },
  "microservices-saga-simulator": {
    line: "M26 34H134",
    coral: "M134 46C134 76 98 76 98 46M98 46C98 76 62 76 62 46M62 46C62 76 26 76 26 46M31 53L26 46L21 53",
    box: rects([16, 24, 20, 20], [52, 24, 20, 20], [88, 24, 20, 20]),
    here: rects([124, 24, 20, 20]),
  },
  "network-topology-topology-builder": {
    line: "M44 24L24 76M44 24L62 76M44 24L98 76M116 24L62 76M116 24L136 76M116 24L98 76",
    dash: "M44 24L136 76M116 24L24 76",
    coral: "M70 36L96 58M96 36L70 58",
    box: rects([32, 14, 24, 20], [104, 14, 24, 20]),
    seaDot: dots([24, 78, 6], [62, 78, 6], [98, 78, 6], [136, 78, 6]),
  },
  "openstack-boot-trace": {
    slab: row(4, [12, 10, 136, 17], 0, 21),
    sea: "M26 18H60V39H92V60",
    coral: "M92 60H120",
    seaDot: dots([26, 18.5], [60, 39.5], [92, 60.5]),
    coralDot: dots([124, 60.5, 6]),
    hidden: rects([114, 76, 20, 11]),
  },
  "virtualization-address-translation": {
    box: row(4, [14, 14, 20, 14], 0, 20) + row(3, [70, 14, 20, 14], 0, 20),
    sea: "M34 21C52 21 52 41 70 41M34 61C52 61 52 81 66 81",
    coral: "M90 21C108 21 108 50 124 50",
    here: rects([70, 74, 20, 14]),
    frame: rects([124, 38, 24, 24]),
  },
  "virtualization-trap-simulator": {
    slab: rects([12, 10, 136, 24], [12, 66, 136, 24]),
    line: "M12 50H148",
    sea: "M30 28V44H46V28M46 28H62",
    coral: "M92 22V74H118V26M113 32L118 26L123 32",
    seaDot: dots([30, 22], [62, 22]),
    coralDot: dots([105, 74, 5]),
  },
};
