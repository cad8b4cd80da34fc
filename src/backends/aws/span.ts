import { id } from "../../desired-state/id.ts";
import type { Span } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";

/** Where an element was declared; for a part that a backend adds, where its team was; else the stack file. */
export function spanOf({ origins, stack }: BackendInput, element: string, team: string): Span {
  return origins.get(element) ?? origins.get(id("team", team)) ?? stack.spanOf([]);
}
