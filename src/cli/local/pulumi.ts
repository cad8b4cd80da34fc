import { localPulumi } from "../../local/session/pulumi.ts";
import { openSession } from "../../local/session/session.ts";
import type { CliContext } from "../context.ts";
import { attempt } from "./attempt.ts";
import { folderOf, type LocalOptions } from "./local-options.ts";

/** `topology local pulumi`: the engine talks to the terminal itself; 3 when it fails, whatever its own exit code. */
export function pulumi(args: readonly string[], options: LocalOptions, context: CliContext): Promise<void> {
  return attempt(context, async ({ progress, clear }) => {
    const session = await openSession(folderOf(options, options.backend, context), options.backend);
    const code = await localPulumi(session, args, {
      environment: context.env,
      progress,
      signal: context.signal,
      started: clear,
      output: context.stdout === process.stdout ? "terminal" : (text) => context.stdout.write(text.toString("utf8")),
    });
    if (code !== 0) context.setExitCode(3);
  });
}
