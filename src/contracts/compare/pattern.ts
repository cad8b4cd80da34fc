/** Whether the text is a regular expression as JSON Schema has them: of ECMA-262, with Unicode (draft 2020-12 core §6.4). */
export function isPattern(text: string): boolean {
  return regExpOf(text) !== undefined;
}

/** Whether the text matches the regular expression of a schema; false for what is none. */
export function matchesPattern(pattern: string, text: string): boolean {
  return regExpOf(pattern)?.test(text) ?? false;
}

function regExpOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}
