import { join } from "node:path";
import { type Compiled, compile } from "../compile.ts";
import { nodeFiles } from "../files.ts";

const projectFolder = join(import.meta.dirname, "../..");

/** Every topology of the repository, by the name of its golden file. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  main: "topology.yaml",
  filters: "docs/examples/filters/topology.yaml",
  split: "docs/examples/split/topology.yaml",
};

export function compileExample(file: string): Promise<Compiled> {
  return compile(file, nodeFiles(projectFolder));
}
