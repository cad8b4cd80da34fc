import { type Command, InvalidArgumentError, Option } from "commander";
import { formats } from "../report/formats.ts";
import type { CliContext } from "./context.ts";
import type { ValidateOptions } from "./validate.ts";

const HELP = `
Text goes to stderr, the other formats to stdout. Without a backend or stack the file is checked alone;
with --backend every stack of that backend is checked too.

Examples:
  $ topology validate
  $ topology validate --file examples/large.yaml --format json
  $ topology validate --stack production --max-warnings 0
  $ topology validate --backend aws-eventbridge --format github
  $ topology validate --stack production --quotas        how much of the cloud's limits it uses
  $ topology validate --quotas all --format json         of every stack, everything that is counted`;

export function addValidateCommand(program: Command, context: CliContext): void {
  program
    .command("validate")
    .description("tell every problem of a topology, with its place")
    .option("--file <path>", "topology file (default: topology.yaml, or the one that the stack names)")
    .option("--backend <name>", "check what this cloud refuses, for every stack on it: gcp-pubsub, aws-sns-sqs, …")
    .option("--stack <name>", "check this stack: stacks/Pulumi.<name>.yaml")
    .option(
      "--policy <path>",
      "the platform's policy (default: topology.policy.yaml beside the topology, where there is one)",
    )
    .option("--no-policy", "leave the platform's policy out")
    .addOption(new Option("--format <format>", "how to print problems").choices(Object.keys(formats)).default("text"))
    .option(
      "--quotas [number]",
      "print how much of the cloud's limits each stack uses: the 3 fullest of each limit, this many, or all",
      quotaLines,
    )
    .option("--max-warnings <number>", "fail when there are more warnings", wholeNumber)
    .addHelpText("after", HELP)
    .action(async (options: ValidateOptions) => {
      const { validate } = await import("./validate.ts");
      await validate(options, context);
    });
}

/** How many places of each limit are to be shown. */
function quotaLines(text: string): number {
  if (text === "all") return Number.POSITIVE_INFINITY;
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("It has to be all, or a whole number from 1 on.");
  return number;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It has to be a whole number, for example 0.");
  return Number(text);
}
