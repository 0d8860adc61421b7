import type { ModelError } from "../model-error.ts";

/** Always the page, always the vCPU, or whichever the vCPU's recent accesses speak for. */
export type PlacementPolicy = "page" | "vcpu" | "workingSet";

export type PlacementStep = "local" | "movePage" | "moveVcpu";

/** Where everything is: page or vCPU → node, numbered from 0. */
export type Locations = Readonly<Record<string, number>>;

/** Times in microseconds; an access costs `localUs` and, if something had to move first, the move. */
export type PlacementRun = {
  readonly nodes: number;
  readonly pages: Locations;
  readonly vcpus: Locations;
  readonly accesses: readonly (readonly [vcpu: string, page: string])[];
  readonly policy: PlacementPolicy;
  /** How many of a vCPU's last accesses count, the present one included. */
  readonly window: number;
  readonly pageMoveUs: number;
  readonly vcpuMoveUs: number;
  readonly localUs: number;
};

export type Placement = {
  readonly log: readonly PlacementStep[];
  readonly pages: Locations;
  readonly vcpus: Locations;
  readonly totalUs: number;
};

/**
 * A machine made of several nodes runs a list of accesses. One whose page is on the vCPU's node is
 * local; otherwise either comes to the other. `workingSet` moves the vCPU if, of its last accesses,
 * more went to pages that now live with the page than to pages that live with the vCPU.
 *
 * An error for an unknown vCPU or page, or a node out of range. A model for a lab: the cost function
 * of the products is not published (Nassi, "Scaling the Computer to the Problem", IEEE Computer 50(8),
 * 2017; US patents 9,191,435 and 11,175,927).
 */
export function placement(run: PlacementRun): Placement | ModelError {
  const pages = new Map(Object.entries(run.pages));
  const vcpus = new Map(Object.entries(run.vcpus));
  const outside = [...pages, ...vcpus].find(([, node]) => node < 0 || node >= run.nodes);
  if (outside !== undefined) return { error: `no such node: ${outside[1]} (${outside[0]})` };

  const log: PlacementStep[] = [];
  const history = new Map<string, readonly string[]>();
  for (const [vcpu, page] of run.accesses) {
    const vcpuNode = vcpus.get(vcpu);
    const pageNode = pages.get(page);
    if (vcpuNode === undefined) return { error: `no such vCPU: ${vcpu}` };
    if (pageNode === undefined) return { error: `no such page: ${page}` };
    // `slice(-0)` would keep everything.
    const recent = [...(history.get(vcpu) ?? []), page].slice(-Math.max(1, run.window));
    history.set(vcpu, recent);
    const on = (node: number) => recent.filter((one) => pages.get(one) === node).length;
    const step: PlacementStep =
      vcpuNode === pageNode
        ? "local"
        : run.policy === "vcpu" || (run.policy === "workingSet" && on(pageNode) > on(vcpuNode))
          ? "moveVcpu"
          : "movePage";
    if (step === "moveVcpu") vcpus.set(vcpu, pageNode);
    if (step === "movePage") pages.set(page, vcpuNode);
    log.push(step);
  }
  const count = (step: PlacementStep) => log.filter((one) => one === step).length;
  return {
    log,
    pages: Object.fromEntries(pages),
    vcpus: Object.fromEntries(vcpus),
    totalUs:
      count("movePage") * run.pageMoveUs + count("moveVcpu") * run.vcpuMoveUs + log.length * run.localUs,
  };
}
