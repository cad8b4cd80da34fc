import { compile, salvage } from "../compile.ts";
import { derive } from "../desired-state/derive.ts";
import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import type { Side } from "./side.ts";

/**
 * Reads one revision. Errors in it are no obstacle: what can be read is compared, and `complete` says that it is not all.
 * @param label how the user called the revision
 * @param file the topology file, in the words of `files`
 */
export async function readSide(label: string, file: string, files: Files): Promise<Side> {
  const { desired, origins, declared, diagnostics, sources } = await compile(file, files);
  const about = { label, diagnostics, sources };
  if (desired !== undefined && !hasErrors(diagnostics))
    return { ...about, present: true, complete: true, desired, declared, origins };
  if (isMissing(diagnostics, file))
    return {
      ...about,
      present: false,
      complete: true,
      ...derive({ organization: "", reviewers: [], teams: [], events: [], queues: [] }),
    };
  return { ...about, present: true, complete: false, ...(await salvage(file, files)) };
}

function isMissing(diagnostics: readonly Diagnostic[], file: string): boolean {
  return diagnostics.some(({ code, span }) => code === "file-not-found" && span.file === file);
}
