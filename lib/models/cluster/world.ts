import { Agenda, MICROSECONDS, runUntil } from "../../sim/des.ts";
import { drawInteger, drawNumber, stream } from "../../sim/random.ts";
import { writeUtc } from "../apimachinery/civil-time.ts";
import type { KubeObject } from "../kubectl/cluster.ts";
import { errorsOf, KubectlError } from "../kubectl/kubectl-error.ts";
import type { Json } from "../kubectl/objects.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { ApiServer } from "./api-server.ts";
import type { Change } from "./change.ts";
import type { Controller, Write } from "./controller.ts";
import { fnv32a } from "./fnv.ts";
import type {
  ClusterState,
  Faults,
  LogLine,
  Machine,
  PodMetrics,
  PodRuntime,
  ProxyEndpoint,
  SchedulingDecision,
  ServiceTraffic,
  Wake,
} from "./state.ts";
import type { View } from "./view.ts";

/** How long a watch takes from the API server to a component. */
const WATCH_DELAY = 10 * MICROSECONDS.ms;
/** A pass that failed is tried again after this. */
/** Source: `kubernetes/client-go` `util/workqueue/default_rate_limiters.go` DefaultTypedControllerRateLimiter. */
const BACKOFF = { base: 5 * MICROSECONDS.ms, max: 1000 * MICROSECONDS.s };
const DECISIONS_KEPT = 50;
const LOG_LINES_KEPT = 200;

/** A part of the cluster that is woken: by changes, by itself, or by others. */
export type Component = {
  readonly name: string;
  readonly keysOf?: (change: Change, world: World) => readonly string[];
  readonly wake: (world: World, key: string) => void;
};

/**
 * A cluster that is running: what `ClusterState` says, opened for work. Components talk to each other only
 * through the API server and its watches, as upstream's do.
 */
export class World implements View {
  readonly api: ApiServer;
  readonly agenda: Agenda<Wake>;
  readonly params: ClusterState["params"];
  readonly seed: number;
  readonly pods: Map<string, PodRuntime>;
  readonly machines: Map<string, Machine>;
  readonly proxies: Map<string, Readonly<Record<string, readonly ProxyEndpoint[]>>>;
  readonly metrics: Map<string, PodMetrics>;
  /** Requests that each pod has answered since its use was last measured. */
  readonly requests: Map<string, number>;
  readonly logs: Map<string, readonly LogLine[]>;
  readonly decisions: SchedulingDecision[];
  traffic: readonly ServiceTraffic[];
  faults: Faults;
  trace: number;
  /** What changed since somebody last took it, for who looks on. */
  changes: Change[] = [];
  readonly #startMs: number;
  readonly #components: ReadonlyMap<string, Component>;
  readonly #watchers: readonly Component[];
  readonly #memory: Map<string, Json>;
  readonly #chance: Map<string, number>;
  /** When each key is looked at next, and under which name in the agenda. */
  readonly #planned = new Map<string, { readonly at: number; readonly sequence: number }>();

  constructor(state: ClusterState, components: readonly Component[]) {
    this.params = state.params;
    this.seed = state.seed;
    this.#startMs = Date.parse(state.params.startedAt);
    this.agenda = new Agenda(state.agenda);
    for (const { at: when, sequence, event } of state.agenda.pending) {
      this.#planned.set(`${event.who}\0${event.key}`, { at: when, sequence });
    }
    this.#chance = new Map(Object.entries(state.chance));
    this.#memory = new Map(Object.entries(state.memory));
    this.pods = new Map(Object.entries(state.pods));
    this.machines = new Map(Object.entries(state.machines));
    this.proxies = new Map(Object.entries(state.proxies));
    this.metrics = new Map(Object.entries(state.metrics));
    this.requests = new Map(Object.entries(state.requests));
    this.logs = new Map(Object.entries(state.logs));
    this.decisions = [...state.decisions];
    this.traffic = state.traffic;
    this.faults = state.faults;
    this.trace = state.trace;
    this.#components = new Map(components.map((component) => [component.name, component]));
    this.#watchers = components.filter(({ keysOf }) => keysOf !== undefined);
    this.api = new ApiServer(
      {
        time: () => this.time,
        stamp: (count) =>
          (BigInt(this.#startMs) * 1_000_000n + BigInt(this.now) * 1000n + BigInt(count % 1000)).toString(16),
        draw: (name, below) => this.draw(name, below),
        changed: (change) => this.#changed(change),
      },
      state.objects,
      state.version,
    );
  }

  /** Everything as plain data, to go on from later. */
  get state(): ClusterState {
    return {
      params: this.params,
      seed: this.seed,
      objects: this.api.objects,
      version: this.api.version,
      agenda: this.agenda.toState(),
      chance: Object.fromEntries(this.#chance),
      memory: Object.fromEntries(this.#memory),
      pods: Object.fromEntries(this.pods),
      machines: Object.fromEntries(this.machines),
      proxies: Object.fromEntries(this.proxies),
      metrics: Object.fromEntries(this.metrics),
      requests: Object.fromEntries(this.requests),
      traffic: this.traffic,
      faults: this.faults,
      decisions: this.decisions.slice(),
      logs: Object.fromEntries(this.logs),
      trace: this.trace,
    };
  }

  get now(): number {
    return this.agenda.now;
  }

  get time(): string {
    return this.timeAt(this.now);
  }

  /** RFC 3339, to the second, of a moment of the clock. */
  timeAt(moment: number): string {
    return writeUtc(this.#startMs + Math.floor(moment / MICROSECONDS.s) * 1000);
  }

  /** The moment of the clock of a time that an object holds. */
  momentOf(time: string): number {
    return (Date.parse(time) - this.#startMs) * 1000;
  }

  get: View["get"] = (kind, namespace, name) => this.api.get(kind, namespace, name);
  list: View["list"] = (kind, namespace) => this.api.list(kind, namespace);
  remembered: View["remembered"] = (key) => this.#memory.get(key);
  usage: View["usage"] = (uid) => this.metrics.get(uid);

  /** A whole number from 0 to `below` − 1 of a named stream of chance. */
  draw(name: string, below: number): number {
    const drawn = drawInteger(this.#chance.get(name) ?? stream(this.seed, name), below);
    this.#chance.set(name, drawn.random);
    return drawn.value;
  }

  /** A number in [0, 1) of a named stream of chance. */
  drawShare(name: string): number {
    const drawn = drawNumber(this.#chance.get(name) ?? stream(this.seed, name));
    this.#chance.set(name, drawn.random);
    return drawn.value;
  }

  remember(key: string, value: Json | undefined): void {
    if (value === undefined) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  /** Wakes a component for a key at a moment, unless it is woken for it before. */
  wakeAt(who: string, key: string, moment: number): void {
    if (!this.#components.has(who)) return;
    const name = `${who}\0${key}`;
    const planned = this.#planned.get(name);
    const when = Math.max(Math.ceil(moment), this.now);
    if (planned !== undefined) {
      if (planned.at <= when) return;
      this.agenda.cancel(planned.sequence);
    }
    this.#planned.set(name, { at: when, sequence: this.agenda.plan(when, { who, key }) });
  }

  wakeIn(who: string, key: string, delay: number): void {
    this.wakeAt(who, key, this.now + delay);
  }

  /** Lets the requests of `traffic` begin. */
  startTraffic(): void {
    this.wakeIn("traffic", "tick", 0);
  }

  log(uid: string, container: string, text: string): void {
    const key = `${uid}/${container}`;
    this.logs.set(key, [...(this.logs.get(key) ?? []), { at: this.now, text }].slice(-LOG_LINES_KEPT));
  }

  decided(decision: SchedulingDecision): void {
    this.decisions.push(decision);
    if (this.decisions.length > DECISIONS_KEPT) this.decisions.shift();
  }

  /** Lets everything happen up to a moment. */
  run(until: number): void {
    runUntil(this.agenda, until, (wake) => this.#wake(wake));
  }

  /** Lets the next thing happen, and everything else at the same moment. Answers whether there was one by then. */
  step(until: number): boolean {
    const next = this.agenda.nextAt;
    if (next === undefined || next > until) {
      if (until > this.now) this.agenda.wait(until);
      return false;
    }
    this.run(next);
    return true;
  }

  /** Does what a controller wants. Answers whether everything went through. */
  write(writes: readonly Write[], who: string, key: string): boolean {
    let refused: number | undefined;
    let isDone = true;
    for (const write of writes) {
      if (write.do === "create" && refused !== undefined && (write.batch ?? 0) > refused) continue;
      try {
        if (this.#write(write, who, key)) continue;
        isDone = false;
        if (write.do === "create") refused = write.batch;
      } catch (error) {
        if (!(error instanceof KubectlError)) throw error;
        return false;
      }
    }
    return isDone;
  }

  #wake({ who, key }: Wake): undefined {
    this.#planned.delete(`${who}\0${key}`);
    this.#components.get(who)?.wake(this, key);
    return undefined;
  }

  /** @returns false for an object that was refused, if its controller goes on all the same */
  #write(write: Write, who: string, key: string): boolean {
    switch (write.do) {
      case "create": {
        const { object } = write;
        let created: KubeObject;
        try {
          created = this.api.create(typeOfKind(object.kind), object.metadata.namespace ?? "", object);
        } catch (error) {
          const [first] = errorsOf(error);
          if (write.failed === undefined || first === undefined) throw error;
          this.write(write.failed(first), who, key);
          return false;
        }
        return this.write(write.made?.(created) ?? [], who, key);
      }
      case "update":
        this.api.update(write.object);
        return true;
      case "status":
        this.api.update(write.object, "status");
        return true;
      case "delete": {
        const { kind, metadata } = write.object;
        this.api.delete(typeOfKind(kind), metadata.namespace ?? "", metadata.name, {
          uid: metadata.uid,
          ...(write.propagation === undefined ? {} : { propagation: write.propagation }),
          ...(write.graceSeconds === undefined ? {} : { graceSeconds: write.graceSeconds }),
        });
        return true;
      }
      case "event":
        this.api.event(write.about, write.type, write.reason, write.message, who);
        return true;
      case "remember":
        this.remember(write.key, write.value);
        return true;
      case "again":
        this.wakeIn(who, key, write.after);
        return true;
    }
  }

  #changed(change: Change): void {
    const { object, type } = change;
    const { name, namespace = "", resourceVersion } = object.metadata;
    this.trace = fnv32a(
      `${this.now} ${type} ${object.kind} ${namespace}/${name} ${resourceVersion}`,
      this.trace,
    );
    this.changes.push(change);
    for (const component of this.#watchers) {
      for (const key of component.keysOf!(change, this)) this.wakeIn(component.name, key, WATCH_DELAY);
    }
  }
}

/** A controller as a component: what it wants is written, and what failed is tried again. */
export function componentOf(controller: Controller): Component {
  const { name, keysOf, reconcile, resync, backoff: { base, max } = BACKOFF } = controller;
  return {
    name,
    keysOf: (change, world) => keysOf(change, world),
    wake(world, key) {
      if (key === RESYNC) {
        for (const one of resync?.keys(world) ?? []) world.wakeAt(name, one, world.now);
        world.wakeIn(name, RESYNC, resync!.every);
        return;
      }
      const note = `failures\0${name}\0${key}`;
      if (world.write(reconcile(world, key), name, key)) {
        world.remember(note, undefined);
        return;
      }
      const failures = Number(world.remembered(note) ?? 0);
      world.remember(note, failures + 1);
      world.wakeIn(name, key, Math.min(base * 2 ** failures, max));
    },
  };
}

/** The key under which a controller looks at everything. */
export const RESYNC = "*";
