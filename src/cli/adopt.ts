import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { importIds } from "../backends/import-ids.ts";
import { hasErrors } from "../diagnostic.ts";
import { nodeFiles } from "../files.ts";
import { printable } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { text } from "../report/text.ts";
import { check } from "./check.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { effectsOf, type ImportEffect } from "./preview-effects.ts";
import { chooseStacks } from "./stacks.ts";
import { WrongUse } from "./wrong-use.ts";

export interface AdoptOptions {
  readonly stack: string;
  readonly check?: string;
}

/** `topology adopt`: exit code 1 when the stack has errors, or when what is taken over would be changed. */
export async function adopt(options: AdoptOptions, context: CliContext): Promise<void> {
  const files = nodeFiles(context.cwd);
  const stacks = await chooseStacks(options, files);
  const { deployments, diagnostics, sources } = await check(undefined, stacks, files, context.cwd);
  context.stderr.write(text(diagnostics, sources, lookOf(context.stderr, context.env)));
  if (hasErrors(diagnostics)) return context.setExitCode(1);
  const [deployment] = deployments;
  if (deployment === undefined) throw new Error("there is no error, but nothing to deploy either");
  const { backend, input } = deployment;
  if (options.check !== undefined) return tell(effectsOf(await preview(options.check, context)), context);
  const lines = importIds(backend, input).map(({ id, importId, example }) =>
    importId === undefined ? `# ${yaml(id)}: ${yaml(example)} for example\n` : `${yaml(id)}: ${yaml(importId)}\n`,
  );
  context.stdout.write(`# id of event-topology: id in the cloud. Only of what is there already.\n${lines.join("")}`);
}

async function preview(path: string, context: CliContext): Promise<string> {
  if (path === "-") return textOf(process.stdin);
  try {
    return await readFile(resolve(context.cwd, path), "utf8");
  } catch (error) {
    throw new WrongUse(`the preview ${path} cannot be read: ${(error as Error).message}`);
  }
}

function tell(effects: readonly ImportEffect[], context: CliContext): void {
  const changed = effects.filter(({ changes }) => changes.length > 0);
  for (const { id, changes } of changed) {
    const which = changes.map(
      ({ op, properties }) => `${op}${properties.length > 0 ? ` ${properties.join(", ")}` : ""}`,
    );
    context.stdout.write(`${printable(id)} would be taken over and changed: ${printable(which.join("; "))}\n`);
  }
  const same = effects.length - changed.length;
  context.stdout.write(`${count(same, "resource")} would be taken over as ${same === 1 ? "it is" : "they are"}\n`);
  if (changed.length > 0) context.setExitCode(1);
}

/** A text as YAML, in quotes where it needs them. */
function yaml(value: string): string {
  return /^[A-Za-z][\w.:@/~+%=,-]*( [\w.:@/~+%=,-]+)*$/.test(value) ? value : JSON.stringify(value);
}
