import { EnvironmentError } from "../environment-error.ts";

/** The engine said why it failed, in its own words. */
export class EngineFailed extends EnvironmentError {
  readonly lines: readonly string[];

  constructor(errors: readonly string[], logFile: string) {
    super("pulumi up failed", `all it said is in ${logFile}; the next "topology local up" continues from its state`);
    this.name = "EngineFailed";
    this.lines = errors.flatMap((error) => error.split("\n")).filter((line) => line.trim() !== "");
  }
}
