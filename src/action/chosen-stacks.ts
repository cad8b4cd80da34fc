import type { Files } from "../document/files.ts";
import { stackFilesOf } from "../review/stack-files.ts";
import type { Inputs } from "./inputs.ts";

/** Names of the stacks to look at: those that the input names, else all that run the topology. */
export async function chosenStacks({ stacks, file }: Inputs, files: Files): Promise<readonly string[]> {
  if (stacks !== undefined) return stacks;
  const found = await stackFilesOf({ label: "", files, file });
  return found.map((path) => path.replace(/^.*Pulumi\.(.+)\.yaml$/, "$1"));
}
