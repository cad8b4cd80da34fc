import { everyProblem } from "../cli/every-problem.ts";
import { chooseStacks } from "../cli/stacks.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { json } from "../report/json.ts";
import { text } from "../report/text.ts";

/** What `topology validate` says of the reviewed commit. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[];
  /** For the log: with excerpts of the files. */
  readonly text: string;
  /** The shape of `schemas/diagnostics.schema.json`. */
  readonly json: string;
}

export async function findProblems(file: string, stacks: readonly string[], files: Files): Promise<Problems> {
  const chosen = (await Promise.all(stacks.map((stack) => chooseStacks({ stack }, files)))).flat();
  const { diagnostics, sources } = await everyProblem({ file }, chosen, files);
  return {
    diagnostics,
    text: text(diagnostics, sources),
    json: json(diagnostics),
  };
}
