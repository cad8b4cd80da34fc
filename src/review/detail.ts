import type { ChangeDetail } from "./change.ts";

/** The difference of one field; nothing when both are the same. */
export function detail(field: string, from: string | undefined, to: string | undefined): readonly ChangeDetail[] {
  if (from === to) return [];
  return [{ field, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}

/** A list as one reads it; undefined when there is none. */
export function listed(names: readonly string[] | undefined): string | undefined {
  return names === undefined ? undefined : names.length === 0 ? "nobody" : names.join(", ");
}
