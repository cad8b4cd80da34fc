/** A JSON Schema, as far as it is walked. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema | boolean>>;
  readonly items?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Every key that a file can hold: `topology.organization`, `event.retention`, `eventbridge.deliveryRetry.maximumAge`. */
export function schemaKeys(schema: Schema): readonly string[] {
  const definitions = Object.entries(schema.$defs ?? {});
  const keys = [
    ...keysOf(schema, "topology"),
    ...definitions.flatMap(([name, definition]) => keysOf(definition, name)),
  ];
  return [...new Set(keys)].sort();
}

/** Keys of the whole file are told by `topology`, those below them by the key they are below. */
function keysOf(schema: Schema | boolean | undefined, prefix: string): readonly string[] {
  if (typeof schema !== "object") return [];
  const own = Object.entries(schema.properties ?? {}).filter(([, value]) => value !== false);
  return [
    ...own.flatMap(([key, value]) => {
      const path = `${prefix}.${key}`;
      return [path, ...keysOf(value, prefix === "topology" ? key : path)];
    }),
    ...[schema.items, schema.then, schema.else, schema.additionalProperties].flatMap((inner) => keysOf(inner, prefix)),
  ];
}
