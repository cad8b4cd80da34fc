import { localDown } from "../../local/session/down.ts";
import type { CliContext } from "../context.ts";
import { attempt } from "./attempt.ts";
import { chosenBackends, folderOf, type LocalOptions } from "./local-options.ts";

const WORDS = {
  ended: "is down",
  removed: "was not running any more; its files are removed",
  nothing: "was not up",
} as const;

/** `topology local down` */
export function down(options: LocalOptions, context: CliContext): Promise<void> {
  return attempt(context, async () => {
    let found = 0;
    for (const backend of chosenBackends(options.backend)) {
      const result = await localDown(folderOf(options, backend, context));
      if (result === "nothing" && options.backend === "all") continue;
      found += 1;
      context.stdout.write(`${backend} ${WORDS[result]}\n`);
    }
    if (found === 0) context.stdout.write("nothing was up\n");
  });
}
