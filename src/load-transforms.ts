import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { StackSettings } from "./backends/stack-settings.ts";
import type { LoadedTransforms } from "./backends/transforms.ts";
import type { Diagnostic } from "./diagnostic.ts";

export interface TransformsFound {
  /** Undefined where the stack names no module, and where it cannot be loaded. */
  readonly transforms?: LoadedTransforms;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Loads the user's module of transforms: runs it, so only for who deploys the stack or asks what would be deployed.
 * @param folder that of the project, from which the stack file names the module
 */
export async function loadTransforms(stack: StackSettings, folder: string): Promise<TransformsFound> {
  const file = stack.transforms;
  if (file === undefined) return { diagnostics: [] };
  const problem = (message: string): TransformsFound => ({
    diagnostics: [{ code: "transforms-not-loaded", severity: "error", message, span: stack.spanOf(["transforms"]) }],
  });
  const path = resolve(folder, file);
  let found: Readonly<Record<string, unknown>>;
  try {
    found = await import(pathToFileURL(path).href);
  } catch (error) {
    return problem(`${file} with the transforms cannot be loaded: ${reasonOf(error)}`);
  }
  const functions = found["default"] ?? found["transforms"];
  if (functions === null || typeof functions !== "object" || Array.isArray(functions))
    return problem(
      `${file} exports no transforms; export an object of functions by Pulumi type, as default or as transforms`,
    );
  const wrong = Object.entries(functions).find(([, value]) => typeof value !== "function");
  if (wrong !== undefined)
    return problem(`${file} has no function for ${wrong[0]}; a transform takes the properties and returns them`);
  return { transforms: { file, functions: functions as LoadedTransforms["functions"] }, diagnostics: [] };
}

/** The first line: the rest is where in Node it was found. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
