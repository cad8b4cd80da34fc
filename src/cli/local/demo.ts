import { resolve } from "node:path";
import { nodeFiles } from "../../files.ts";
import { playDemo } from "../../local/demo/demo.ts";
import { demoJson, demosJson, type Played } from "../../local/demo/demo-json.ts";
import { demoText } from "../../local/demo/demo-text.ts";
import type { Accounts } from "../../local/session/accounts.ts";
import { printableJson } from "../../report/printable.ts";
import { text } from "../../report/text.ts";
import type { CliContext } from "../context.ts";
import type { LiveProgress } from "../live-progress.ts";
import { lookOf } from "../look.ts";
import { attempt } from "./attempt.ts";
import { chosenBackends, folderOf, type LocalOptions } from "./local-options.ts";

export interface DemoOptions extends LocalOptions {
  readonly accounts: Accounts;
  readonly format: "text" | "json";
}

/** `topology local demo`: exit code 1 when a step did not hold. */
export function demo(options: DemoOptions, context: CliContext): Promise<void> {
  return attempt(context, async (live) => {
    const runs: Played[] = [];
    const backends = chosenBackends(options.backend);
    for (const backend of backends) {
      if (runs.length > 0 && options.format === "text") context.stdout.write("\n\n");
      const played = await playOn(backend, options, context, live);
      if (played === undefined) return context.setExitCode(1);
      runs.push(played);
    }
    const [only] = runs;
    if (options.format === "json")
      context.stdout.write(
        printableJson(options.backend === "all" || only === undefined ? demosJson(runs) : demoJson(only)),
      );
    else if (runs.length > 1) context.stdout.write(demoText(lookOf(context.stdout, context.env).colors).table(runs));
    if (!runs.every(({ ok }) => ok)) context.setExitCode(1);
  });
}

/** @returns undefined when the file has errors, which are told then */
async function playOn(
  backend: string,
  options: DemoOptions,
  context: CliContext,
  { progress, clear }: LiveProgress,
): Promise<Played | undefined> {
  const teller = demoText(lookOf(context.stdout, context.env).colors);
  const tell = (words: string) => {
    clear();
    if (options.format === "text") context.stdout.write(words);
  };
  const folder = folderOf(options, `demo-${backend}`, context);
  const result = await playDemo({
    backend,
    file: options.file,
    topologyFile: resolve(context.cwd, options.file),
    files: nodeFiles(context.cwd),
    folder,
    accounts: options.accounts,
    environment: context.env,
    progress,
    signal: context.signal,
    onStart: (step, number, of) =>
      tell(
        (number === 1 ? teller.opening(backend, options.file, options.accounts) : "") + teller.step(step, number, of),
      ),
    onEnd: (step) => tell(teller.result(step)),
  });
  clear();
  if (result.kind === "invalid") {
    const { diagnostics, sources } = result.findings;
    context.stderr.write(text(diagnostics, sources, lookOf(context.stderr, context.env)));
    return undefined;
  }
  tell(teller.closing({ backend, ...result }, folder.root));
  return { backend, ...result };
}
