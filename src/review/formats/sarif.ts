import { type Diagnostic, startOf } from "../../diagnostic.ts";
import { sarif as sarifOf } from "../../report/sarif.ts";
import type { Change } from "../change.ts";
import type { Review } from "../review.ts";

/**
 * SARIF 2.1.0 of the changes that are not safe: dangerous as `error`, those that need attention as `warning`. What has gone
 * has its place at the top of its file, since its line is of the base.
 */
export function sarif(review: Review, file: string): string {
  const telling = review.changes.filter(({ severity }) => severity !== "safe");
  return sarifOf(telling.map((change) => result(change, file))).replaceAll("##[", "\\u0023#[");
}

function result({ kind, severity, summary, details, reason, span, side }: Change, file: string): Diagnostic {
  const differences = details.map(
    ({ field, from, to }) => `${field}: ${[from, to].filter((one) => one !== undefined).join(" → ")}`,
  );
  return {
    code: kind,
    severity: severity === "dangerous" ? "error" : "warning",
    message: [`${summary}.`, ...differences.map((one) => `${one}.`), reason].join(" "),
    span: span === undefined ? startOf(file) : side === "base" ? startOf(span.file) : span,
  };
}
