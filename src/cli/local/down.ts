import { localDown } from "../../local/session/down.ts";
import type { CliContext } from "../context.ts";
import { attempt } from "./attempt.ts";
import { chosenBackends, folderOf, type LocalOptions } from "./local-options.ts";

/** `topology local down` */
export function down(options: LocalOptions, context: CliContext): Promise<void> {
  return attempt(context, async () => {
    for (const backend of chosenBackends(options.backend)) {
      const result = await localDown(folderOf(options, backend, context));
      if (result === "nothing" && options.backend === "all") continue;
      const words = {
        ended: "is down",
        removed: "was not running any more; its files are removed",
        nothing: "was not up",
      };
      context.stdout.write(`${backend} ${words[result]}\n`);
    }
  });
}
