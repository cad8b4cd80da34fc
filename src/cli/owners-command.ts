import { type Command, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { OwnersOptions } from "./owners.ts";

const HELP = `
Reviewers are named in the topology: "reviewers" of a team, and at the top of the file for what belongs to no team.
An event with "approval: required" needs its owner's approval for each new subscriber. The
JSON has the shape of schemas/owners.schema.json.

Examples:
  $ topology owners                              who owns which file
  $ topology owners origin/main --merge-base     who must approve a change, and why
  $ topology owners --codeowners                 write that into the CODEOWNERS file that GitHub reads
  $ topology owners --codeowners --check         fail when that file is stale`;

export function addOwnersCommand(program: Command, context: CliContext): void {
  program
    .command("owners")
    .description("tell who must approve a change, and keep CODEOWNERS up to date")
    .argument("[base]", "git ref, folder or file that the change starts from")
    .argument("[head]", "git ref, folder or file with the change (default: the working tree)")
    .option("--file <path>", "topology file (default: topology.yaml)")
    .option("--merge-base", "start from where the two parted, as a pull request does")
    .option("--codeowners [path]", "write a block of CODEOWNERS (default: the file that GitHub would read)")
    .option("--check", "write nothing, and fail when that block is stale")
    .addOption(new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"))
    .addHelpText("after", HELP)
    .action(async (base: string | undefined, head: string | undefined, options: OwnersOptions) => {
      const { owners } = await import("./owners.ts");
      await owners({ ...options, ...(base !== undefined && { base }), ...(head !== undefined && { head }) }, context);
    });
}
