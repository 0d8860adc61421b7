/**
 * The way of one instance from the command to a login, and what stops it.
 *
 * Sources: Nova documentation, "Scheduling" and "Nova System Architecture"; openstack/nova `nova/compute/manager.py`
 * _build_and_run_instance, `nova/conductor/manager.py` schedule_and_build_instances.
 */

/** The hops in the order of the note; volumes are there only where one is asked for. */
export const STEPS = [
  "token",
  "request",
  "conduct",
  "candidates",
  "dispatch",
  "image",
  "port",
  "volume",
  "spawn",
  "guest",
  "login",
] as const;
export type Step = (typeof STEPS)[number];

/** What is wrong, and which step it stops. */
export const FAULTS = {
  password: "token",
  quota: "request",
  resources: "candidates",
  "compute-down": "dispatch",
  "glance-route": "image",
  "port-binding": "port",
  "volume-backend": "volume",
  "domain-type": "spawn",
  "security-group": "login",
} as const satisfies Readonly<Record<string, Step>>;
export type Fault = keyof typeof FAULTS;
export const FAULT_IDS: readonly Fault[] = [
  "password",
  "quota",
  "resources",
  "compute-down",
  "glance-route",
  "port-binding",
  "volume-backend",
  "domain-type",
  "security-group",
];

/** An attempt: how many steps it has gone, and what is wrong. */
export type Boot = { readonly done: number; readonly faults: readonly Fault[] };

/** What the next step meets; undefined where it will be done. */
export function faultAhead({ done, faults }: Boot): Fault | undefined {
  return faults.find((fault) => FAULTS[fault] === STEPS[done]);
}

/** Whether the attempt can go no further: it has arrived, or something is wrong. */
export function hasStopped(boot: Boot): boolean {
  return boot.done === STEPS.length || faultAhead(boot) !== undefined;
}

/** As far as it goes. */
export function runBoot(boot: Boot): Boot {
  let now = boot;
  while (!hasStopped(now)) now = { ...now, done: now.done + 1 };
  return now;
}

/** What Nova says of the server: nothing before it has taken the request. */
export type Status = "BUILD" | "ACTIVE" | "ERROR";

/** Steps after which Nova has taken the request, and after which the machine is on. */
const TAKEN = STEPS.indexOf("request") + 1;
const ON = STEPS.indexOf("spawn") + 1;

/**
 * The status of the server. A compute service that does not answer leaves it in BUILD, as nothing tells Nova that
 * the message is not read; every other failure on the way is noticed.
 * @param isOver whether the attempt has met what stops it
 */
export function statusOf(boot: Boot, isOver: boolean): Status | undefined {
  if (boot.done < TAKEN) return undefined;
  if (boot.done >= ON) return "ACTIVE";
  const fault = isOver ? faultAhead(boot) : undefined;
  return fault === undefined || fault === "compute-down" ? "BUILD" : "ERROR";
}
