import { resolve } from "node:path";
import { nodeFiles } from "../../files.ts";
import type { Accounts } from "../../local/session/accounts.ts";
import { changesInWords } from "../../local/session/changes.ts";
import { type BroughtUp, localUp } from "../../local/session/up.ts";
import { printable } from "../../report/printable.ts";
import { text } from "../../report/text.ts";
import type { CliContext } from "../context.ts";
import { lookOf } from "../look.ts";
import { attempt } from "./attempt.ts";
import { folderOf, type LocalOptions } from "./local-options.ts";

export interface UpOptions extends LocalOptions {
  readonly accounts: Accounts;
}

/** `topology local up` */
export function up(options: UpOptions, context: CliContext): Promise<void> {
  return attempt(context, async ({ progress, clear }) => {
    const { backend, file, accounts } = options;
    const result = await localUp({
      backend,
      file,
      topologyFile: resolve(context.cwd, file),
      files: nodeFiles(context.cwd),
      folder: folderOf(options, backend, context),
      accounts,
      environment: context.env,
      progress,
      signal: context.signal,
    });
    clear();
    const { diagnostics, sources } = result.kind === "up" ? result.plan : result.findings;
    context.stderr.write(text(diagnostics, sources, lookOf(context.stderr, context.env)));
    if (result.kind === "up") context.stdout.write(summary(result));
    else context.setExitCode(1);
  });
}

function summary({ plan, report, manifests, server, seconds }: BroughtUp): string {
  const width = Math.max(0, ...Object.keys(manifests).map((team) => team.length));
  const teams = Object.values(manifests).map(({ team, publishes, consumes }) => {
    const does = [list("publishes", Object.keys(publishes)), list("receives", Object.keys(consumes))];
    return `  ${printable(team).padEnd(width)}  ${does.filter((part) => part !== "").join("; ") || "nothing yet"}\n`;
  });
  return (
    `${plan.backend.name} is up in ${seconds.toFixed(1)} s: ${changesInWords(report)}\n${teams.join("")}` +
    `${server.server.name} at ${server.server.endpoint}\n`
  );
}

function list(verb: string, names: readonly string[]): string {
  return names.length === 0 ? "" : `${verb} ${names.map(printable).join(", ")}`;
}
