import { type Command, InvalidArgumentError } from "commander";
import type { CliContext } from "./context.ts";
import type { UpOptions } from "./up.ts";

const DOES = {
  up: "bring every stack of a topology up to date, in the order they need each other",
  preview: "tell what up would do, stack by stack",
  refresh: "take what changed in the cloud into the states of the stacks",
  destroy: "remove everything that the stacks hold",
} as const;

/** Engines at once: each is a process with a program and providers, of some 300 MB. */
const PARALLEL = 4;

export function addUpCommands(program: Command, context: CliContext): void {
  for (const operation of ["up", "preview", "refresh", "destroy"] as const) {
    const command = program
      .command(operation)
      .description(DOES[operation])
      .option("--stack <name>", "where it runs: stacks/Pulumi.<name>.yaml")
      .option("--changed-since <ref>", "only the stacks that differ from this git ref")
      .option("--only <stacks>", "only these, by names with commas between them", (text: string) => text.split(","))
      .option("--parallel <number>", "engines at once", positive, PARALLEL);
    if (operation !== "preview") command.option("--yes", "do it; without it nothing is touched");
    if (operation === "up") command.option("--early", "only what other stacks wait for");
    if (operation === "destroy") command.option("--remove", "and the emptied stacks themselves");
    command.addHelpText("after", helpOf(operation)).action(async (options: UpOptions) => {
      const { drive } = await import("./up.ts");
      await drive(operation, options, context);
    });
  }
}

function helpOf(operation: keyof typeof DOES): string {
  const yes = operation === "preview" ? "" : " --yes";
  return `
Runs the engine (pulumi on PATH, or PULUMI_COMMAND) for each stack: one, or one for each team with
event-topology:sharding: team. A stack that fails stops those only that need it; the same command again goes on
where it stopped. Exit code 1 when a file has to be corrected, 3 when a stack failed otherwise.

Examples:
  $ topology ${operation} --stack prod${yes}
  $ topology ${operation} --stack prod${yes} --changed-since HEAD~1
  $ topology ${operation} --stack prod${yes} --only prod.crm,prod.marketing`;
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError("It has to be a whole number from 1, for example 8.");
  return Number(text);
}
