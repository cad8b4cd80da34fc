import { type Command, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { ShardsOptions } from "./shards.ts";
import type { MoveOptions } from "./shards-move.ts";

const HELP = `
Needs no engine and no credentials. The JSON has the shape of schemas/shards.schema.json. Without --changed-since it tells
how everything is brought up from nothing.

Examples:
  $ topology shards --stack prod
  $ topology shards --stack prod --changed-since origin/main --format github-matrix
  $ topology shards move --stack prod --yes`;

const MOVE_HELP = `
After a change of event-topology:sharding in the stack file, or of an event's owner. Only the engine's states are changed:
nothing is made, changed or removed in the cloud, and what waits in queues stays there. Where it is stopped, the same
command goes on.

Examples:
  $ topology shards move --stack prod            what would be moved
  $ topology shards move --stack prod --yes`;

export function addShardsCommand(program: Command, context: CliContext): void {
  const shards = program
    .command("shards")
    .description("tell the stacks of the engine that a sharded topology runs as, in waves")
    .option("--stack <name>", "where it runs: stacks/Pulumi.<name>.yaml")
    .option("--changed-since <ref>", "only those that differ from this git ref")
    .option(
      "--max-jobs <number>",
      "jobs of a matrix at most (GitHub allows 256); a job takes several stacks then",
      "256",
    )
    .addOption(
      new Option("--format <format>", "how to print them").choices(["text", "json", "github-matrix"]).default("text"),
    )
    .addHelpText("after", HELP)
    .action(async (options: ShardsOptions) => {
      const { shards } = await import("./shards.ts");
      await shards(options, context);
    });
  shards
    .command("move")
    .description("move resources to the stacks that the stack file wants them in")
    .option("--yes", "move them; without it they are only told")
    .addHelpText("after", MOVE_HELP)
    .action(async (_own: unknown, command: Command) => {
      const { shardsMove } = await import("./shards-move.ts");
      await shardsMove(command.optsWithGlobals() as MoveOptions, context);
    });
}
