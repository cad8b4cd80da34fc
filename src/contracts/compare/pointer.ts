/** The JSON Pointer (RFC 6901) of steps from the root. */
export function pointerTo(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
