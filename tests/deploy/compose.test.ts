import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DCLinter } from "dclint";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const PATH = join(import.meta.dirname, "../../deploy/compose.yaml");

type Service = {
  readonly image?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
};

const { services } = parse(readFileSync(PATH, "utf8"), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};

/** What the Compose specification's own schema, which the linter brings, has against a file. */
function findSchemaErrors(path: string): string[] {
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  const results = linter.lintFiles([path], false);
  if (results.length === 0) throw new Error(`${path} was not read`);
  return results
    .flatMap(({ messages }) => messages)
    .filter(({ rule }) => rule === "invalid-schema" || rule === "invalid-yaml")
    .map(({ message }) => message);
}

test("the file is valid by the specification's schema", () => {
  expect(findSchemaErrors(PATH)).toEqual([]);
});

test("a planted mistake is found by it", () => {
  const folder = mkdtempSync(join(tmpdir(), "whale-compose-"));
  const broken = join(folder, "compose.yaml");
  writeFileSync(broken, readFileSync(PATH, "utf8").replace("read_only: true", "read_only: [1]"));
  expect(findSchemaErrors(broken).join()).toContain("read_only");
  rmSync(folder, { recursive: true });
});

describe.each(Object.entries(services))("%s", (_name, service) => {
  test("may do nothing that a static site needs not", () => {
    expect(service.read_only).toBe(true);
    expect(service.privileged).toBeUndefined();
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.cap_add).toBeUndefined();
    expect(service.security_opt).toContain("no-new-privileges:true");
    expect(service.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(service.tmpfs?.[0]).toMatch(/^\/tmp:.*size=/);
    for (const volume of service.volumes ?? []) expect(volume).toMatch(/:ro$/);
  });

  test("has limits, a health check and an image with a tag", () => {
    expect(Object.keys(service.deploy?.resources?.limits ?? {})).toEqual(["cpus", "memory", "pids"]);
    expect(service.healthcheck?.test.at(-1)).toBe("http://127.0.0.1:8080/healthz");
    expect(service.image).toMatch(/:(?!latest$)[\w.-]+$/);
  });

  test("asks for no port that is below 1024 in the container", () => {
    for (const port of service.ports ?? [])
      expect(Number(port.split(":").at(-1)), port).toBeGreaterThanOrEqual(1024);
  });
});
