import { plain } from "../local/session/engine-event.ts";
import { EngineRunFailed } from "./engine-run-failed.ts";

/** Why a stack could not be brought to where it should be. */
export interface Failure {
  /** In one line. */
  readonly reason: string;
  /** All that the engine said of it. */
  readonly lines: readonly string[];
  /** What to do about it. */
  readonly remedy: string;
  /** Whether it lies in the user's files; otherwise the environment failed. */
  readonly isInput: boolean;
}

interface Known {
  readonly sign: RegExp;
  readonly reason: string;
  readonly remedy: (stack: string, base: string) => string;
}

/** What the engine says, by its own words (pulumi 3.250.0), and what helps. */
const KNOWN: readonly Known[] = [
  {
    sign: /currently locked by|Another update is currently in progress/i,
    reason: "its state is locked by another run, or by one that was killed",
    remedy: (stack) => `wait until the other run is done; when there is none: pulumi cancel --stack ${stack} --yes`,
  },
  {
    sign: /newer than what this version of the Pulumi CLI understands|deployment (schema )?version.*(too new|not supported|unsupported)|unsupported.*(schema|deployment).*version/i,
    reason: "its state was written by a newer engine",
    remedy: () => "install the Pulumi that wrote it, or a newer one: https://www.pulumi.com/docs/install/",
  },
  {
    sign: /passphrase must be set|incorrect passphrase/i,
    reason: "the passphrase of its state is missing or wrong",
    remedy: () => "set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
  },
  {
    sign: /PULUMI_ACCESS_TOKEN|pulumi login|not logged in/i,
    reason: "the engine is not logged in to where the state is kept",
    remedy: () => "run pulumi login, or set PULUMI_ACCESS_TOKEN",
  },
  {
    sign: /pending operations|interrupted while/i,
    reason: "an earlier run was cut off, and nobody knows how far it got",
    remedy: (_stack, base) => `topology refresh --stack ${base} --yes, then try again`,
  },
  {
    sign: /is protected|protect.*cannot be deleted|unable to (delete|replace) resource/i,
    reason: "it holds what is protected",
    remedy: () => "retire in the file what is to go, or set event-topology:protect to false where nothing can be lost",
  },
  {
    sign: /no resource plugin|plugin .* not found|could not find plugin/i,
    reason: "a provider plugin is missing",
    remedy: () => "run pulumi install in the project's folder",
  },
];

/** What the program says when it refuses to register anything. */
const REFUSED = /nothing was changed\./;

export function failureOf(error: unknown, stack: string, base: string): Failure {
  const said = wordsOf(error);
  const all = said.join("\n");
  if (REFUSED.test(all) && !/the engine does not tell what is deployed/.test(all))
    return {
      reason: "the program refused it, and nothing was changed",
      lines: said,
      remedy: "correct the file as it says",
      isInput: true,
    };
  const known = KNOWN.find(({ sign }) => sign.test(all));
  return {
    reason: known?.reason ?? said.find((line) => line.trim() !== "") ?? "the engine gave no reason",
    lines: said,
    remedy:
      known?.remedy(stack, base) ??
      `see all of it with: pulumi preview --stack ${stack}; then run the same command again, it continues where this stopped`,
    isInput: false,
  };
}

/** What the engine reported; its last output where it reported nothing. Never the Automation API's account of both. */
function wordsOf(error: unknown): readonly string[] {
  const lines = (text: string) =>
    plain(text)
      .split("\n")
      .map((line) => line.trimEnd())
      .filter((line) => line.trim() !== "");
  if (error instanceof EngineRunFailed) {
    const { errors } = error.report;
    return errors.length > 0 ? errors.flatMap(lines) : wordsOf(error.cause);
  }
  const message = error instanceof Error ? error.message : String(error);
  const stderr = /(?:^|\n)\s*stderr: ([\s\S]*?)(?:\n\s*err\?: [\s\S]*)?$/.exec(message)?.[1];
  return lines(stderr !== undefined && stderr.trim() !== "" ? stderr : message);
}
