import assert from "node:assert/strict";
import { planOf } from "../../backends/plan.ts";
import { backendNamed } from "../../backends/registry.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { compiled } from "../../test-support/compiled.ts";
import { onStack } from "../../test-support/stack.ts";
import type { Edit } from "../edit.ts";
import { editOf } from "../edit-of.ts";

export interface Revision {
  /** Text of `teams`. */
  readonly teams: string;
  readonly organization?: string;
  /** What the stack says beside the usual. */
  readonly stack?: Readonly<Record<string, unknown>>;
}

/** The edit from one revision to another, both without mistakes. Lines of `teams` are counted from 4. */
export async function editBetween(backend: string, before: Revision, after: Revision): Promise<Edit> {
  const of = backendNamed(backend);
  assert.ok(of);
  const input = async ({ teams, organization = "ar", stack = {} }: Revision) =>
    onStack(of, await compiled(`version: 1\norganization: ${organization}\nteams:\n${teams}`), stack);
  return editOf(planOf(of, await input(before)).resources, of, await input(after));
}

/** `LINE CODE MESSAGE` of each. */
export function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, message, span }) => `${span.start.line} ${code} ${message}`);
}
