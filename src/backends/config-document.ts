import type { Document } from "../document/document.ts";
import { NAMESPACE, settingsOf } from "./stack-document.ts";

/**
 * The settings as the engine hands them to a program: flat keys with the values as text, maps as JSON. They win over the
 * stack file, since `--config` can change them; the file, where there is one, still tells the places.
 */
export function settingsOfConfig(
  config: Readonly<Record<string, string>>,
  stackFile: Document | undefined,
  name: string,
): Document {
  const values = Object.entries(config).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
  const value = Object.fromEntries(values.map(([key, text]) => [key.slice(NAMESPACE.length + 1), parsed(text)]));
  if (stackFile !== undefined) return { ...settingsOf(stackFile), value };
  const start = { line: 1, column: 1 };
  const span = { file: `configuration of stack ${name}`, start, end: start };
  return { file: span.file, value, spanOf: () => span, keySpanOf: () => span };
}

/** Only maps and the two truth values are JSON; a text of digits stays a text. */
function parsed(text: string): unknown {
  if (text !== "true" && text !== "false" && !text.startsWith("{")) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
