import type { Diagnostic } from "../../diagnostic.ts";
import { spanOf } from "../edit.ts";
import type { Explain } from "../explain.ts";
import type { Refusal } from "../fate.ts";

/** Whatever no other explainer knows of: refused all the same. */
export const unexplained: Explain = (edit, refusals) => ({
  diagnostics: refusals.map(
    ({ before, after, cause }): Diagnostic => ({
      code: "would-lose-messages",
      severity: "error",
      message: `${before.id} (${before.name}) would be deleted${after ? " and made anew" : ""}, since ${because(cause)}; undo this part of the change`,
      span: spanOf(edit, before.id),
    }),
  ),
  left: [],
});

function because(cause: Refusal["cause"]): string {
  if (cause.kind === "removed") return "nothing in the file stands for it any more";
  if (cause.kind === "moved") return `it would stand in ${cause.to} instead of ${cause.from}`;
  return `${cause.properties.join(" and ")} cannot be changed`;
}
