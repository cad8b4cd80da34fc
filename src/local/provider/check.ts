import type { Json } from "../../backends/cloud-resource.ts";
import type { InputProperties, InputProperty, Properties } from "./input-property.ts";
import { isUnknown } from "./input-property.ts";
import type { ResourceType } from "./resource-type.ts";

export interface Checked {
  /** The inputs with defaults filled in and empty values left out. */
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** Everything that can be known to be wrong with the inputs without asking the cloud. */
export function check(type: ResourceType, news: Properties, inherited: Readonly<Record<string, string>>): Checked {
  const failures: Failure[] = [];
  const inputs = checkFields(type.inputs, news, "", failures, inherited);
  for (const [key, property] of Object.entries(type.inputs)) {
    const other = property.conflictsWith?.find((name) => isSet(inputs[name]));
    if (other !== undefined && isSet(inputs[key]))
      failures.push({ property: key, reason: `${key} cannot be set together with ${other}` });
  }
  return { inputs, failures };
}

function checkFields(
  fields: InputProperties,
  values: Properties,
  path: string,
  failures: Failure[],
  inherited: Readonly<Record<string, string>>,
): Properties {
  for (const key of Object.keys(values).filter((name) => !Object.hasOwn(fields, name)))
    failures.push({
      property: path + key,
      reason: `the local provider does not support "${path + key}"; it knows ${Object.keys(fields).join(", ")}`,
    });
  const checked: Record<string, Json> = {};
  for (const [key, property] of Object.entries(fields)) {
    const value = given(values[key], path === "") ?? (property.inherited ? inherited[key] : property.default);
    if (value !== undefined) checked[key] = checkValue(property, value, path + key, failures);
    else if (property.required || property.inherited)
      failures.push({ property: path + key, reason: `"${path + key}" is required by the local provider` });
  }
  return checked;
}

function checkValue(property: InputProperty, value: Json, path: string, failures: Failure[]): Json {
  if (value === null || isUnknown(value) || !hasKind(property, value)) {
    if (!isUnknown(value)) failures.push({ property: path, reason: `"${path}" must be ${DESCRIPTION[property.kind]}` });
    return value;
  }
  if (property.oneOf !== undefined && !property.oneOf.includes(String(value)))
    failures.push({ property: path, reason: `"${path}" must be ${property.oneOf.join(" or ")}` });
  if (property.kind === "objects")
    return (value as readonly Json[]).map((item, index) =>
      checkValue({ ...property, kind: "object" }, item, `${path}[${index}]`, failures),
    );
  if (property.kind !== "object") return value;
  return checkFields(property.fields ?? {}, value as Properties, `${path}.`, failures, {});
}

const DESCRIPTION: Readonly<Record<InputProperty["kind"], string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  json: "a JSON document as a string",
  duration: 'seconds as a string, for example "30s"',
  set: "a list of strings",
  map: "an object with string values",
  object: "an object",
  objects: "a list of objects",
};

function hasKind(property: InputProperty, value: Json): boolean {
  switch (property.kind) {
    case "json":
      return typeof value === "string" && isJson(value);
    case "duration":
      return typeof value === "string" && /^(\d+(\.\d{1,9})?s)?$/.test(value);
    case "set":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "map":
      return isObject(value) && Object.values(value).every((item) => typeof item === "string");
    case "object":
      return isObject(value);
    case "objects":
      return Array.isArray(value) && value.every(isObject);
    default:
      return typeof value === property.kind;
  }
}

/** At the top an empty string or collection means the same as none, as in the real providers; inside it can be a value (`ttl: ""`). */
function given(value: Json | undefined, top: boolean): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (!top) return value;
  if (value === "" || (Array.isArray(value) && value.length === 0)) return undefined;
  return isObject(value) && Object.keys(value).length === 0 ? undefined : value;
}

/** Boolean `false` conflicts with nothing: it says that the other way is meant. */
function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== false;
}

function isObject(value: Json): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
