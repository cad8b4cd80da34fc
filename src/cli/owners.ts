import { posix } from "node:path";
import { stackFiles } from "../backends/stack-files.ts";
import { type Compiled, compile } from "../compile.ts";
import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { nodeFiles } from "../files.ts";
import { type OwnedFile, ownedFiles } from "../owners/owned-file.ts";
import { ownedFilesText } from "../owners/owners-text.ts";
import { POLICY_FILE } from "../policy/policy-file.ts";
import { printable, printableJson } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { text } from "../report/text.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { type Codeowners, codeownersPlace, compareCodeowners, nobodyNamed } from "./owners-codeowners.ts";
import { tellApprovals } from "./owners-of-change.ts";
import { WrongUse } from "./wrong-use.ts";

export interface OwnersOptions {
  readonly base?: string;
  readonly head?: string;
  readonly mergeBase?: boolean;
  readonly file?: string;
  /** True where the option has no value. */
  readonly codeowners?: string | true;
  readonly check?: true;
  readonly format: "text" | "json";
}

/** `topology owners`: exit code 1 when the topology has errors, or when `--check` finds CODEOWNERS stale. */
export async function owners(options: OwnersOptions, context: CliContext): Promise<void> {
  const { base, codeowners, check, format } = options;
  const isAboutFile = codeowners !== undefined || check === true;
  if (base !== undefined && isAboutFile)
    throw new WrongUse("either BASE and HEAD, or --codeowners: who must approve a change, or who owns which file");
  if (options.mergeBase === true && base === undefined) throw new WrongUse("--merge-base needs a BASE");
  if (base !== undefined) return tellApprovals({ ...options, base }, context);
  const main = options.file ?? "topology.yaml";

  const files = nodeFiles(context.cwd);
  const compiled = await compile(main, files);
  if (compiled.desired === undefined) return tell(compiled.diagnostics, compiled.sources, context);
  const place = await codeownersPlace(context.cwd, codeowners === true ? undefined : codeowners);
  const common = [...(await commonFiles(main, files)), ...(isAboutFile ? [place.path] : [])];
  const owned = ownedFiles({ desired: compiled.desired, origins: compiled.origins, main, common });
  tell([...compiled.diagnostics, ...unowned(owned, compiled)], compiled.sources, context);

  if (!isAboutFile) {
    context.stdout.write(format === "json" ? json(owned) : ownedFilesText(owned));
    return;
  }
  if (owned.every(({ reviewers }) => reviewers.length === 0))
    return tell([nobodyNamed(main)], compiled.sources, context);
  const compared = await compareCodeowners(context.cwd, place, owned);
  if ("diagnostic" in compared) return tell([compared.diagnostic], compared.sources, context);
  if (compared.isStale && check !== true) await compared.write();
  tellCodeowners(compared, owned, check === true, options, context);
}

function tellCodeowners(
  codeowners: Codeowners,
  owned: readonly OwnedFile[],
  isCheck: boolean,
  { format }: OwnersOptions,
  { stdout, stderr, setExitCode }: CliContext,
): void {
  const { path, isStale, missing, surplus } = codeowners;
  const state = !isStale ? "current" : isCheck ? "stale" : "written";
  if (state === "stale") setExitCode(1);
  if (format === "json") {
    stdout.write(json(owned, { path, state, missing, surplus }));
    return;
  }
  if (state !== "stale") {
    const lines = owned.filter(({ reviewers }) => reviewers.length > 0).length;
    stdout.write(`${printable(path)}: ${state === "written" ? "written" : "up to date"}, ${count(lines, "file")}\n`);
    return;
  }
  const differences = [...surplus.map((line) => `- ${line}`), ...missing.map((line) => `+ ${line}`)];
  stderr.write(`error: ${printable(path)} is stale\n${differences.map((line) => `  ${printable(line)}\n`).join("")}`);
  stderr.write("help: run topology owners --codeowners and commit the file\n");
}

/** The policy beside the topology and the stacks: they decide about all teams. */
async function commonFiles(main: string, files: Files): Promise<readonly string[]> {
  const policy = posix.join(posix.dirname(main), POLICY_FILE);
  return [...((await files.exists(policy)) ? [policy] : []), ...(await stackFiles(files))];
}

/** Teams that have nobody who approves for them. */
function unowned(owned: readonly OwnedFile[], { desired, origins }: Compiled): readonly Diagnostic[] {
  const isNamed = new Set(owned.flatMap(({ teams, reviewers }) => (reviewers.length > 0 ? teams : [])));
  return (desired?.teams ?? []).flatMap(({ id, name, reviewers = [] }) => {
    const span = origins.get(id);
    if (reviewers.length > 0 || span === undefined) return [];
    const message = `the team ${name} has no reviewers${isNamed.has(name) ? ", so others approve its file" : ""}; add some`;
    return { code: "no-reviewers", severity: "warning" as const, message, span };
  });
}

function tell(
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  { stderr, env, setExitCode }: CliContext,
): void {
  stderr.write(text(diagnostics, sources, lookOf(stderr, env)));
  if (hasErrors(diagnostics)) setExitCode(1);
}

function json(files: readonly OwnedFile[], codeowners?: object): string {
  return printableJson({ version: 1, files, ...(codeowners !== undefined && { codeowners }) });
}
