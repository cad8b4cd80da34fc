import { WrongUse } from "../cli/wrong-use.ts";
import { didYouMean } from "../did-you-mean.ts";

/** What `with:` says, each described in `action.yml`. */
export interface Inputs {
  readonly file: string;
  /** Undefined for all that run the topology. */
  readonly stacks: readonly string[] | undefined;
  readonly base: string | undefined;
  readonly head: string;
  readonly failOn: FailOn;
  readonly comment: boolean;
  readonly token: string;
  readonly workingDirectory: string;
}

const FAIL_ON = ["never", "dangerous", "attention", "any"] as const;
export type FailOn = (typeof FAIL_ON)[number];

/**
 * Reads the inputs as the runner passes them (GitHub Docs, "Metadata syntax for GitHub Actions", section "inputs").
 * @throws WrongUse when a value is none of those that the input takes.
 */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const text = (name: string) => env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`]?.trim() ?? "";
  return {
    file: text("file") || "topology.yaml",
    stacks: stacks(text("stacks")),
    base: text("base") || undefined,
    head: text("head") || "HEAD",
    failOn: failOn(text("fail-on") || "never"),
    comment: boolean("comment", text("comment") || "true"),
    token: text("token"),
    workingDirectory: text("working-directory") || ".",
  };
}

function stacks(text: string): readonly string[] | undefined {
  if (text === "") return undefined;
  return text === "none" ? [] : text.split(/[\s,]+/).filter((name) => name !== "");
}

function failOn(text: string): FailOn {
  const found = FAIL_ON.find((value) => value === text);
  if (found !== undefined) return found;
  throw new WrongUse(
    `the input fail-on cannot be "${text}"${didYouMean(text, FAIL_ON).text || ";"} it takes ${FAIL_ON.join(", ")}`,
  );
}

/** The spellings of YAML 1.2's core schema, since that is what people write behind `with:`. */
function boolean(name: string, text: string): boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new WrongUse(`the input ${name} cannot be "${text}"; it takes true or false`);
}
