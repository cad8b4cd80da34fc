/** Resources of several stacks wait for each other, so that no order of the stacks can work. A bug of a backend. */
export class ShardCycle extends Error {
  /** Ids; the first follows the last again. */
  readonly path: readonly string[];

  constructor(path: readonly string[]) {
    super(`resources of several stacks wait for each other: ${[...path, path[0]].join(" → ")}`);
    this.name = "ShardCycle";
    this.path = path;
  }
}
