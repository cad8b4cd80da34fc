import type { EngineReport } from "../local/session/engine-event.ts";

/** The engine could not finish a run; what it reported until then, and what the Automation API threw. */
export class EngineRunFailed extends Error {
  readonly report: EngineReport;

  constructor(report: EngineReport, cause: unknown) {
    super(report.errors[0] ?? (cause instanceof Error ? cause.message : String(cause)), { cause });
    this.name = "EngineRunFailed";
    this.report = report;
  }
}
