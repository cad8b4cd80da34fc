import type { InputProperties, Properties } from "./input-property.ts";
import type { Connection, ProviderPackage, ResourceType } from "./resource-type.ts";

/** What a type without a service behind it needs. */
export interface Recorded<C extends Connection, I extends Properties> {
  readonly token: string;
  readonly inputs: InputProperties;
  readonly name?: string;
  /** The id that the real provider would give. */
  id(connection: C, inputs: I): string;
  /** Outputs beside the inputs, as the real provider computes them. */
  outputs?(connection: C, id: string, inputs: I): Properties;
}

/**
 * A resource type whose service no emulator has. Its inputs are checked as strictly as all others, and it lives in the
 * engine's state alone: nothing acts on it, two stacks can make the same one, a refresh finds no drift, and there is
 * nothing to import.
 */
export function recorded<C extends Connection, I extends Properties>(own: Recorded<C, I>): ResourceType<C, I> {
  return {
    token: own.token,
    inputs: own.inputs,
    ...(own.name !== undefined && { name: own.name }),
    recordedOnly: true,
    create: async (connection, inputs) => own.id(connection, inputs),
    read: async (_connection, _id, known) => (Object.keys(known).length === 0 ? undefined : (known as I)),
    update: async () => undefined,
    delete: async () => undefined,
    outputs: (connection, id, inputs) => own.outputs?.(connection, id, inputs) ?? {},
  };
}

/** Tokens of the types of a package that are only recorded, sorted: what the local stack cannot show. */
export function recordedOnlyTypes<C extends Connection>(pkg: ProviderPackage<C>): readonly string[] {
  return pkg.resourceTypes
    .filter((type) => type.recordedOnly === true)
    .map((type) => type.token)
    .sort();
}
