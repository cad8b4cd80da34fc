/** A resource as the engine shows it to a policy pack. */
export interface StackResource {
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name: one of our ids. */
  readonly name: string;
  readonly urn: string;
  /** By the names of the Pulumi SDK. */
  readonly props: Readonly<Record<string, unknown>>;
}

/** The property as a map, whether it is one or the JSON of one; empty when it is neither. */
export function mapAt(resource: StackResource, property: string): Readonly<Record<string, unknown>> {
  const value = resource.props[property];
  if (typeof value !== "string") return Object(value);
  try {
    return Object(JSON.parse(value));
  } catch {
    return {};
  }
}

/** Texts of a list, or the one text. */
export function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === "string");
}
