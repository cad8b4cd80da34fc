import type { EngineReport } from "../local/session/engine-event.ts";
import type { ExportedState } from "../sharding/read-state.ts";

/** What is asked of the engine for one stack. */
export type Operation = "up" | "preview" | "refresh" | "destroy";

/** The engine for the stacks of one stack file. All throw what the Automation API throws (`failureOf` explains it). */
export interface StackEngine {
  /** Names of all stacks of the project, sorted. */
  list(): Promise<readonly string[]>;
  create(stack: string): Promise<void>;
  state(stack: string): Promise<ExportedState>;
  /** @param targets URNs that the run is limited to; undefined for all */
  run(operation: Operation, stack: string, targets: readonly string[] | undefined): Promise<EngineReport>;
  /**
   * Moves resources from one state to another; nothing in the cloud is touched.
   * @param withParents their components too, with all that is in them
   */
  move(from: string, to: string, urns: readonly string[], withParents: boolean): Promise<void>;
  /** Removes a stack that holds nothing. */
  remove(stack: string): Promise<void>;
}
