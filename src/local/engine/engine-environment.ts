import { delimiter, dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Engine } from "./engine.ts";

export interface EngineEnvironmentOptions {
  /** Folder for the engine's plugins, logs and credentials; the user's own `~/.pulumi` is not touched. Must exist. */
  readonly home: string;
  /** Folder for the state of all stacks. Must exist. */
  readonly stateFolder: string;
  /** What to build upon. Default: this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The environment that makes the engine keep to itself: state in a local folder, no login, no passphrase to type, no
 * download, no update check. `PULUMI_*` variables of the user would send it elsewhere (token, backend, stack, attached
 * providers), so each of them is dropped: present with the value `undefined`, which also removes it for those who
 * spread this over `process.env`, as the Automation API does. Add your own after.
 */
export function engineEnvironment(engine: Engine, options: EngineEnvironmentOptions): NodeJS.ProcessEnv {
  const { environment = process.env } = options;
  const foreign = Object.keys({ ...process.env, ...environment }).filter((name) => name.startsWith("PULUMI_"));
  return {
    ...environment,
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    PATH: searchPath(engine, environment),
    PULUMI_HOME: resolve(options.home),
    PULUMI_BACKEND_URL: pathToFileURL(resolve(options.stateFolder)).href,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
}

/** The language host starts `node` from PATH: the one that runs now stands last, in case there is no other. */
function searchPath(engine: Engine, environment: NodeJS.ProcessEnv): string {
  const folders = [dirname(engine.pulumi), engine.languageHost, environment["PATH"], dirname(process.execPath)];
  return [...new Set(folders.filter((folder) => folder))].join(delimiter);
}
