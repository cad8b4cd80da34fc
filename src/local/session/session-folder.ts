import { dirname, join, resolve } from "node:path";

/** The files of one local stack, all below one folder that git ignores. */
export interface SessionFolder {
  readonly root: string;
  readonly project: string;
  readonly stackFile: string;
  /** The engine's file state. */
  readonly state: string;
  /** `PULUMI_HOME`: plugins and the engine's own memory. */
  readonly home: string;
  readonly servers: string;
  /** The projects that the Pub/Sub emulator knows. */
  readonly projects: string;
  /** The last successful run's result: who publishes where and who consumes what. */
  readonly manifests: string;
  readonly events: string;
  /** Beside the folder, so that it holds while the folder is made or removed. */
  readonly lock: string;
  log(name: string): string;
}

/** Name of the only stack of a local session. */
export const STACK = "local";
/** Name of the project in every `Pulumi.yaml`, and thereby the namespace of its config keys. */
export const PROJECT = "event-topology";

export function sessionFolder(root: string): SessionFolder {
  const folder = resolve(root);
  return {
    root: folder,
    project: join(folder, "Pulumi.yaml"),
    stackFile: join(folder, `Pulumi.${STACK}.yaml`),
    state: join(folder, "state"),
    home: join(folder, "home"),
    servers: join(folder, "servers.json"),
    projects: join(folder, "projects.json"),
    manifests: join(folder, "manifests.json"),
    events: join(folder, "engine-events.log"),
    lock: `${folder}.lock`,
    log: (name) => join(folder, `${name}.log`),
  };
}

/** Where the local stack of a topology lives unless a test says otherwise: `.topology/<name>` beside the file. */
export function defaultRoot(topologyFile: string, name: string): string {
  return join(dirname(resolve(topologyFile)), ".topology", name);
}
