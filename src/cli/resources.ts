import type { CloudResource } from "../backends/cloud-resource.ts";
import { planOf } from "../backends/plan.ts";
import { hasErrors } from "../diagnostic.ts";
import { nodeFiles } from "../files.ts";
import { printable, printableJson } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { text } from "../report/text.ts";
import { check } from "./check.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { chooseStacks, type FoundStack } from "./stacks.ts";
import { WrongUse } from "./wrong-use.ts";

export interface ResourcesOptions {
  readonly file?: string;
  readonly backend?: string;
  readonly stack?: string;
  readonly format: "json" | "text";
}

/** `topology resources`: exit code 1, and nothing on stdout, when there is an error. */
export async function resources(options: ResourcesOptions, context: CliContext): Promise<void> {
  if (options.stack === undefined && options.backend === undefined)
    throw new WrongUse("which cloud? Give --backend or --stack");
  const files = nodeFiles(context.cwd);
  const chosen = only(await chooseStacks(options, files));
  const { deployments, diagnostics, sources } = await check(options.file, [chosen], files, context.cwd);
  context.stderr.write(text(diagnostics, sources, lookOf(context.stderr, context.env)));
  if (hasErrors(diagnostics)) return context.setExitCode(1);
  const [deployment] = deployments;
  if (deployment === undefined) throw new Error("there is no error, but nothing to deploy either");
  const { backend, input } = deployment;
  const list = planOf(backend, input).resources;
  context.stdout.write(
    options.format === "text"
      ? table(list)
      : printableJson({ version: 1, backend: backend.name, stack: chosen.name, resources: list }),
  );
}

/** Stacks of which the backend cannot be told do not stand in the way of one that is clear. */
function only(stacks: readonly FoundStack[]): FoundStack {
  const clear = stacks.filter((stack) => stack.backend !== undefined);
  const [first, ...more] = clear.length > 0 ? clear : stacks;
  if (first !== undefined && more.length === 0) return first;
  throw new WrongUse(`several stacks fit, choose one by --stack: ${stacks.map((stack) => stack.name).join(", ")}`);
}

/** By team, since that is who is asked about a resource; then type, name in the cloud, id. */
function table(resources: readonly CloudResource[]): string {
  const width = (of: (resource: CloudResource) => string) => Math.max(0, ...resources.map((one) => of(one).length));
  const type = width((one) => one.type);
  const name = width((one) => printable(one.name));
  const teams = [...new Set(resources.map((one) => one.team))].sort();
  const blocks = teams.map((team) => {
    const own = resources.filter((one) => one.team === team);
    const rows = own.map(
      (one) => `  ${one.type.padEnd(type)}  ${printable(one.name).padEnd(name)}  ${printable(one.id)}\n`,
    );
    return `${printable(team) || "shared by all teams"}: ${count(own.length, "resource")}\n${rows.join("")}\n`;
  });
  return `${blocks.join("")}${count(resources.length, "resource")}\n`;
}
