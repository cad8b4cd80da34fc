import type { Look } from "../report/report.ts";
import type { Output } from "./context.ts";

/** Room that an excerpt's line numbers take beside the line. */
const GUTTER = 10;
const WIDEST = 140;

/**
 * Colours only where a person reads, unless the environment says otherwise: `NO_COLOR` (no-color.org, any value but
 * the empty one) wins over `FORCE_COLOR` (any value but `0` and `false`).
 */
export function lookOf(output: Output, env: NodeJS.ProcessEnv): Look {
  const width = Math.max(20, Math.min(output.columns ?? WIDEST, WIDEST) - GUTTER);
  return { colors: hasColors(output, env), width };
}

function hasColors(output: Output, env: NodeJS.ProcessEnv): boolean {
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return output.isTTY === true && env["TERM"] !== "dumb";
}
