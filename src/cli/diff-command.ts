import { type Command, Option } from "commander";
import type { CliContext } from "./context.ts";
import type { DiffOptions } from "./diff.ts";

const HELP = `
BASE and HEAD are git refs, folders or topology files. HEAD is the working tree unless it is given; BASE is where the
current branch left the main branch of origin, or HEAD where there is no remote. The stacks are looked at as they stand
in each of the two. A side with errors is compared as far as it can be read; errors in HEAD give exit code 1.

Examples:
  $ topology diff                                   what this branch and the working tree change
  $ topology diff main --merge-base                 the same, where the main branch is called so here
  $ topology diff v1.4 v1.5 --format markdown       between two tags, as a comment for a pull request
  $ topology diff old.yaml new.yaml --no-stacks     two files, without looking at any cloud
  $ topology diff origin/main HEAD --fail-on dangerous`;

export function addDiffCommand(program: Command, context: CliContext): void {
  program
    .command("diff")
    .description("tell what a change of a topology does, how dangerous it is and who is affected")
    .argument("[base]", "git ref, folder or file to compare with")
    .argument("[head]", "git ref, folder or file with the change (default: the working tree)")
    .option("--file <path>", "topology file in a ref or folder (default: topology.yaml)")
    .option("--merge-base", "compare with where the two parted, as a pull request does")
    .option("--stack <name>", "look at this stack; can be repeated (default: all that run the topology)", append)
    .option("--no-stacks", "look at no stack; what only some clouds do is then assumed")
    .addOption(
      new Option("--format <format>", "how to print the changes")
        .choices(["text", "markdown", "json", "sarif"])
        .default("text"),
    )
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 when a change is as bad as this").choices([
        "dangerous",
        "attention",
        "any",
      ]),
    )
    .addHelpText("after", HELP)
    .action(async (base: string | undefined, head: string | undefined, options: DiffOptions) => {
      const { diff } = await import("./diff.ts");
      await diff(base, head, options, context);
    });
}

function append(name: string, names: readonly string[] = []): readonly string[] {
  return [...names, name];
}
