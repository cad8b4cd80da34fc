import { settingsOfConfig } from "../backends/config-document.ts";
import { NAMESPACE, settingsOf } from "../backends/stack-document.ts";
import { stackFilePath } from "../backends/stack-files.ts";
import type { Document } from "../document/document.ts";
import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";
import { partsOfName } from "./shard-name.ts";

/** Where a stack of the engine has its settings from. */
export interface SettingsOfStack {
  /** Name of the stack file: `prod`, also for the stack `prod.crm`. */
  readonly base: string;
  readonly settings: Document;
  readonly stackFile: Awaited<ReturnType<typeof readDocument>>;
}

/**
 * The settings of a stack. A shard has no file of its own: those of its base count, and what the engine's configuration of
 * the shard says wins over it.
 * @param config all of the engine's configuration of the stack
 */
export async function settingsOfStack(
  stack: string,
  config: Readonly<Record<string, string>>,
  files: Files,
): Promise<SettingsOfStack> {
  const parts = partsOfName(stack);
  const own = stackFilePath(stack);
  const isShard =
    parts !== undefined && !(await saysWhereItRuns(own, files)) && (await files.exists(stackFilePath(parts.base)));
  const base = isShard ? parts.base : stack;
  const stackFile = await readDocument(stackFilePath(base), files);
  const configured = settingsOfConfig(config, stackFile.document, stack);
  if (!isShard || stackFile.document === undefined) return { base, settings: configured, stackFile };
  const ofBase = settingsOf(stackFile.document);
  return { base, stackFile, settings: { ...ofBase, value: { ...Object(ofBase.value), ...Object(configured.value) } } };
}

/** The engine writes files that hold nothing but its own salt. */
async function saysWhereItRuns(file: string, files: Files): Promise<boolean> {
  if (!(await files.exists(file))) return false;
  const { document } = await readDocument(file, files);
  return document === undefined || Object.hasOwn(Object(Object(document.value).config), `${NAMESPACE}:backend`);
}
