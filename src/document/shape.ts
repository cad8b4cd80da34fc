import type { ErrorObject, ValidateFunction } from "ajv";
import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Document } from "./document.ts";
import { type Path, pathOfPointer } from "./path.ts";

/**
 * Checks a document, or the part of it at `base`, against a compiled JSON Schema (`allErrors` and `verbose` on) and says each
 * mistake at its place. A schema's `title` names what a value is, its `description` says what is allowed.
 */
export function checkShape(validate: ValidateFunction, document: Document, base: Path = []): readonly Diagnostic[] {
  if (validate(valueAt(document.value, base))) return [];
  const diagnostics = (validate.errors ?? []).flatMap((error) => diagnosticOf(error, document, base) ?? []);
  return diagnostics.filter((one, index) => diagnostics.findIndex((other) => isSame(one, other)) === index);
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.message === b.message && a.span.start.line === b.span.start.line && a.span.start.column === b.span.start.column
  );
}

function diagnosticOf(error: ErrorObject, document: Document, base: Path): Diagnostic | undefined {
  const path = [...base, ...pathOfPointer(error.instancePath)];
  const at = (code: string, message: string, span = document.spanOf(path), fix?: string): Diagnostic => ({
    code,
    severity: "error",
    message,
    span,
    ...(fix !== undefined && { fix }),
  });
  const what = nameOf(path);
  const schema: { title?: string; description?: string; properties?: object } = Object(error.parentSchema);
  const expected = schema.description ? `: ${uncapitalized(schema.description)}` : "";
  switch (error.keyword) {
    case "if":
    case "propertyNames":
      return undefined; // The errors of the chosen branch, or of the name itself, say it better.
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
      const guess = didYouMean(key, Object.keys(schema.properties ?? {}));
      return at(
        "unknown-key",
        `unknown key "${key}" ${placeOf(what)}${guess.text}`,
        document.keySpanOf([...path, key]),
        guess.name,
      );
    }
    case "required": {
      const key = String(error.params["missingProperty"]);
      return at("missing-key", `the key "${key}" is missing ${placeOf(what)}; add it`, document.keySpanOf(path));
    }
    case "false schema":
      return at(
        "unexpected-key",
        `"${path.at(-1)}" cannot stand here together with its neighbours; remove it`,
        document.keySpanOf(path),
      );
    case "type":
      return at(
        "wrong-type",
        `${what} must be ${typeNames(error.params["type"])}, not ${typeName(error.data)}${expected}`,
      );
    case "pattern":
    case "maxLength":
    case "minLength": {
      const span =
        error.propertyName === undefined ? document.spanOf(path) : document.keySpanOf([...path, error.propertyName]);
      return at(
        "wrong-value",
        `${quoted(error.data)} is not ${article(schema.title ?? "a legal value")}${expected}`,
        span,
      );
    }
    case "enum":
    case "const": {
      const allowed: readonly unknown[] = error.params["allowedValues"] ?? [error.params["allowedValue"]];
      const guess = typeof error.data === "string" ? didYouMean(error.data, allowed.map(String)) : { text: "" };
      return at(
        "wrong-value",
        `${what} must be ${allowed.map(quoted).join(" or ")}, not ${quoted(error.data)}${guess.text}`,
        undefined,
        guess.name,
      );
    }
    case "uniqueItems": {
      const index = Math.max(Number(error.params["i"]), Number(error.params["j"]));
      return at("wrong-value", `${what} has the same entry twice; remove one`, document.spanOf([...path, index]));
    }
    case "minItems":
    case "minProperties":
      return at("wrong-value", `${what} is empty; write something into it or remove it${expected}`);
    case "maxProperties":
      return at("wrong-value", `${what} says more than one thing; keep one${expected}`);
    default:
      return at("wrong-value", `${what} ${error.message ?? "is not allowed"}${expected}`);
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined)?.[part], value);
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  return /^\d+$/.test(String(last)) ? `entry ${Number(last) + 1} of "${path.at(-2)}"` : `"${last}"`;
}

function placeOf(what: string): string {
  return what === "the file" ? "at the top of the file" : `in ${what}`;
}

function typeNames(type: unknown): string {
  const names = (Array.isArray(type) ? type : String(type).split(",")).filter((name) => name !== "null");
  const words: Record<string, string> = {
    object: "a map",
    array: "a list",
    string: "a text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
  };
  return names.map((name) => words[name] ?? name).join(" or ");
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return typeof value === "string" ? `the text ${quoted(value)}` : String(value);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 80 ? `${text.slice(0, 77)}…"` : text;
}

function article(noun: string): string {
  return /^(a|an|the) /.test(noun) ? noun : `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

function uncapitalized(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, "");
}
