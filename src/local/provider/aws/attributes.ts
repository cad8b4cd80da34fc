import type { Json } from "../../../backends/cloud-resource.ts";
import type { InputProperties, Properties } from "../input-property.ts";
import type { Told } from "../resource-type.ts";

/** Input → name of the SNS or SQS attribute that carries it as text. */
export type AttributeNames = Readonly<Record<string, string>>;

/** The attributes of a create call: inputs without a value are left to the service. */
export function toAttributes(names: AttributeNames, inputs: Properties): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([key, name]) => {
      const value = inputs[key];
      return value === undefined || value === null ? [] : [[name, String(value)]];
    }),
  );
}

/** What the service holds, by input. An attribute it does not list has no value there. */
export function fromAttributes(
  names: AttributeNames,
  properties: InputProperties,
  attributes: Readonly<Record<string, string>>,
): Told {
  return Object.fromEntries(
    Object.entries(names).map(([key, name]) => [
      key,
      typed(properties[key]?.kind, attributes[name]) ?? properties[key]?.default,
    ]),
  );
}

function typed(kind: string | undefined, text: string | undefined): Json | undefined {
  if (text === undefined || text === "") return undefined;
  if (kind === "number") return Number(text);
  if (kind === "boolean") return text === "true";
  return kind === "json" && text === "{}" ? undefined : text;
}
