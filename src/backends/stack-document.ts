import type { Document } from "../document/document.ts";
import type { Path } from "../document/path.ts";

/** Name of the Pulumi project, and so the prefix of our keys in the config section of a stack file. */
export const NAMESPACE = "event-topology";

/**
 * Our part of a stack file: the keys of `config` that begin with `event-topology:`, without that prefix.
 * Keys of other packages are theirs and not looked at.
 */
export function settingsOf(stackFile: Document): Document {
  const config = Object(Object(stackFile.value).config) as Readonly<Record<string, unknown>>;
  const ours = Object.entries(config).filter(([key]) => key.startsWith(`${NAMESPACE}:`));
  return {
    file: stackFile.file,
    value: Object.fromEntries(ours.map(([key, value]) => [key.slice(NAMESPACE.length + 1), value])),
    spanOf: (path) => stackFile.spanOf(configPath(path)),
    keySpanOf: (path) => stackFile.keySpanOf(configPath(path)),
  };
}

function configPath([key, ...rest]: Path): Path {
  return key === undefined ? ["config"] : ["config", `${NAMESPACE}:${key}`, ...rest];
}
