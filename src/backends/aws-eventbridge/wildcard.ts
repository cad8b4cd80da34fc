/**
 * Whether an event pattern uses the comparison `wildcard`, alone or below `anything-but` (EventBridge User Guide,
 * "Comparison operators"). A field of the event that is called so is none.
 * @param pattern the JSON text
 */
export function hasWildcard(pattern: string): boolean {
  return pattern.includes('"wildcard"') && inFields(JSON.parse(pattern));
}

/** Comparisons are objects in the list of what a field may be; other objects are fields of the event. */
function inFields(fields: object): boolean {
  return Object.entries(fields).some(([name, value]) => {
    if (!Array.isArray(value)) return inFields(Object(value));
    if (name === "$or") return value.some(inFields);
    return value.some((allowed) => typeof allowed === "object" && allowed !== null && compares(allowed));
  });
}

function compares(comparison: object): boolean {
  return Object.entries(comparison).some(
    ([operator, value]) => operator === "wildcard" || (operator === "anything-but" && "wildcard" in Object(value)),
  );
}
