import type { z } from "zod";

/** The names allowed in the map at a path: down the schema, along the value where it decides. */
export function keysAt(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): readonly string[] {
  const { def } = schema as unknown as { def: SchemaDef };
  switch (def.type) {
    case "default":
    case "optional":
      return keysAt(def.innerType!, value, path);
    case "union": {
      const kind = (value as Record<string, unknown> | undefined)?.kind;
      const options = def.options!.filter(
        (option) => (option as unknown as { def: SchemaDef }).def.shape?.kind?.safeParse(kind).success,
      );
      return (options.length > 0 ? options : def.options!).flatMap((option) => keysAt(option, value, path));
    }
    case "array":
      return keysAt(def.element!, (value as unknown[])?.[Number(path[0])], path.slice(1));
    case "object": {
      if (path.length === 0) return Object.keys(def.shape!);
      const key = String(path[0]);
      const next = def.shape![key];
      const inner = (value as Record<string, unknown> | undefined)?.[key];
      return next === undefined ? [] : keysAt(next, inner, path.slice(1));
    }
    default:
      return [];
  }
}

type SchemaDef = {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
};
