import { readStack } from "../backends/read-stack.ts";
import { backendNamed, backends } from "../backends/registry.ts";
import { stackFilePath, stackFiles } from "../backends/stack-files.ts";
import { startOf } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Files } from "../document/files.ts";
import { WrongUse } from "./wrong-use.ts";

/** One stack file as `readStack` found it. */
export interface FoundStack extends Awaited<ReturnType<typeof readStack>> {
  readonly name: string;
  readonly file: string;
}

/**
 * The stacks that `--stack` and `--backend` choose: the one, or all of the backend; none when neither is given.
 * A stack whose backend cannot be told is chosen with every backend, so that its problems are never passed over.
 * A stack without a file is a problem of its own, told with the others.
 * @throws WrongUse when there is no such backend or no stack on it, or the two contradict each other.
 */
export async function chooseStacks(
  options: { readonly stack?: string; readonly backend?: string },
  files: Files,
): Promise<readonly FoundStack[]> {
  const { stack, backend } = options;
  if (backend !== undefined) checkBackendName(backend);
  if (stack !== undefined) return [await namedStack(stack, backend, files)];
  if (backend === undefined) return [];
  const all = await Promise.all((await stackNames(files)).map((name) => read(name, files)));
  const chosen = all.filter((found) => found.backend === undefined || found.backend.name === backend);
  if (chosen.length > 0) return chosen;
  throw new WrongUse(
    `no stack runs on ${backend}: none of the files stacks/Pulumi.<name>.yaml names it. ` +
      `Add one with "backend: ${backend}", for example as stacks/Pulumi.dev.yaml`,
  );
}

function checkBackendName(name: string): void {
  if (backendNamed(name) !== undefined) return;
  const names = backends.map((backend) => backend.name);
  throw new WrongUse(
    `there is no backend ${name}${didYouMean(name, names).text || "."} The backends are ${names.join(", ")}`,
  );
}

async function namedStack(name: string, backend: string | undefined, files: Files): Promise<FoundStack> {
  const names = await stackNames(files);
  if (!names.includes(name)) return missing(name, names);
  const found = await read(name, files);
  if (backend === undefined || found.backend === undefined || found.backend.name === backend) return found;
  throw new WrongUse(`the stack ${name} runs on ${found.backend.name}, not on ${backend}; leave --backend out`);
}

function missing(name: string, names: readonly string[]): FoundStack {
  const known = names.length === 0 ? "there are no stack files yet" : `the stacks are ${names.join(", ")}`;
  const message = `there is no stack ${name}${didYouMean(name, names).text || ";"} ${known}`;
  const file = stackFilePath(name);
  const diagnostic = { code: "unknown-stack", severity: "error", message, span: startOf(file) } as const;
  return { name, file, stack: undefined, backend: undefined, diagnostics: [diagnostic], sources: new Map() };
}

async function read(name: string, files: Files): Promise<FoundStack> {
  const file = stackFilePath(name);
  return { name, file, ...(await readStack(file, files)) };
}

async function stackNames(files: Files): Promise<readonly string[]> {
  const found = await stackFiles(files);
  return found.flatMap((file) => /^stacks\/Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
}
