import { writeUtc } from "../apimachinery/civil-time.ts";
import type { Cluster, KubeObject } from "./cluster.ts";
import type { Flags } from "./flags.ts";
import type { Follow } from "./follow.ts";
import { secondsOf } from "./human-duration.ts";
import { PlainError, usageError } from "./kubectl-error.ts";
import { kindName, type ResourceType } from "./resource-types.ts";

/** Objects that a file holds. */
export type Files = Pick<ReadonlyMap<string, readonly KubeObject[]>, "get" | "has">;

/** One command while it runs: what it was given and what it has printed so far. */
export class CommandRun {
  /** `kubectl create deployment`. */
  readonly path: string;
  /** The whole line. */
  readonly line: string;
  readonly args: readonly string[];
  /** How many arguments came before `--`, or −1. */
  readonly dash: number;
  readonly flags: Flags;
  readonly cluster: Cluster;
  readonly files: Files;
  /** The time for ages, RFC 3339. */
  readonly now: string;
  /** Both outputs in the order of printing, as a terminal shows them. */
  transcript = "";
  /** What it goes on doing, if it has not ended. */
  follow: Follow | undefined;
  #stdout = "";
  #stderr = "";

  constructor(fields: {
    readonly path: string;
    readonly line: string;
    readonly args: readonly string[];
    readonly dash: number;
    readonly flags: Flags;
    readonly cluster: Cluster;
    readonly files: Files;
    readonly now: string;
  }) {
    this.path = fields.path;
    this.line = fields.line;
    this.args = fields.args;
    this.dash = fields.dash;
    this.flags = fields.flags;
    this.cluster = fields.cluster;
    this.files = fields.files;
    this.now = fields.now;
  }

  get stdout(): string {
    return this.#stdout;
  }

  set stdout(text: string) {
    this.transcript += text.slice(this.#stdout.length);
    this.#stdout = text;
  }

  get stderr(): string {
    return this.#stderr;
  }

  set stderr(text: string) {
    this.transcript += text.slice(this.#stderr.length);
    this.#stderr = text;
  }

  out(line: string): void {
    this.stdout += `${line}\n`;
  }

  err(line: string): void {
    this.stderr += `${line}\n`;
  }

  /** Source: `kubernetes/cli-runtime` `pkg/printers/warningprinter.go`. */
  warn(text: string): void {
    this.err(`Warning: ${text}`);
  }

  get namespace(): string {
    return this.flags.text("namespace", "default");
  }

  /**
   * `none`, `client` or `server`.
   *
   * Source: `kubernetes/kubectl` `pkg/cmd/util/helpers.go` GetDryRunStrategy.
   */
  get dryRun(): "none" | "client" | "server" {
    const value = this.flags.text("dry-run", "none");
    if (value === "none" || value === "client" || value === "server") return value;
    if (value === "unchanged" || value === "true") return "client";
    if (value === "false") return "none";
    throw new PlainError(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  }

  /** `what`, marked in a dry run. */
  marked(what: string): string {
    const { dryRun } = this;
    return dryRun === "none" ? what : `${what} (${dryRun === "client" ? "" : "server "}dry run)`;
  }

  /**
   * `kind[.group]/name what`, or what `-o` asks for.
   *
   * Source: `kubernetes/cli-runtime` `pkg/printers/name.go`, `pkg/genericclioptions/print_flags.go`.
   */
  report(type: ResourceType, name: string, what: string): void {
    const named = `${kindName(type)}/${name}`;
    this.out(this.flags.text("output") === "name" ? named : `${named} ${what}`);
  }

  usage(text: string): PlainError {
    return usageError(this.path, text);
  }

  /** Source: `kubernetes/kubectl` `pkg/cmd/create/create.go` NameFromCommandArgs. */
  oneName(): string {
    const count = this.dash >= 0 ? this.dash : this.args.length;
    const [name] = this.args;
    if (count !== 1 || name === undefined) throw this.usage(`exactly one NAME is required, got ${count}`);
    return name;
  }

  /** Arguments after `--`. */
  get commandArgs(): readonly string[] {
    return this.dash < 0 ? [] : this.args.slice(this.dash);
  }
}

/** When a command's `--timeout` is over, if it has one: 0 is none. */
export function patienceOf({ flags, now }: CommandRun): { readonly until?: string } {
  const lasts = secondsOf(flags.text("timeout")) ?? 0;
  return lasts > 0 ? { until: writeUtc(Date.parse(now) + lasts * 1000) } : {};
}
