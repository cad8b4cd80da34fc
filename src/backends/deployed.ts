/** One resource as the engine's state has it: what the cloud told when it was last made or changed. */
export interface DeployedResource {
  /** Logical name. */
  readonly id: string;
  /** Pulumi type token. */
  readonly type: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * A way by which an event reaches a queue, on a cloud where that is the owner's own: with another owner it is another way.
 */
export interface Passage {
  readonly event: string;
  /** `team/queue`, as in ids. */
  readonly queue: string;
  /** Name of what it passes through, in the cloud. */
  readonly through: string;
  /** Somebody may publish the event there. */
  readonly open: boolean;
}

export interface DeployedOrPlanned {
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What one cloud tells of deployed resources, and of those that are planned. Everything but `depths` is pure. */
export interface DeployedPart<Place = unknown> {
  /** The ways of all events to all queues; none on a cloud where an event keeps its way whoever owns it. */
  passages(resources: readonly DeployedOrPlanned[]): readonly Passage[];
  /** Where a resource stands; undefined for one that does not tell. */
  placeOf(outputs: DeployedResource["outputs"]): Place | undefined;
  /** Id of the provider for a place. */
  providerId(place: Place): string;
  /** The tombstone it carries, from its label or tag. */
  retiredOf(outputs: DeployedResource["outputs"]): unknown;
  /** Loads the cloud's client. */
  depths(): Promise<ReadDepth<Place>>;
}

/**
 * How many messages wait in a queue: those that can be received, those that were and are not acknowledged yet, those that
 * are held back. A queue that is gone holds none.
 * @throws Error that says why the cloud does not tell
 */
export type ReadDepth<Place = unknown> = (resource: DeployedResource, place: Place) => Promise<number>;
