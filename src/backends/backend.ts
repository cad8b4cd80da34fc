import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { ImportForms } from "./adoption.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { DeployedPart } from "./deployed.ts";
import type { ExistingSchemas } from "./existing.ts";
import type { TeamManifest } from "./manifest.ts";
import type { OptionSupport } from "./options.ts";
import type { Budget, Quota } from "./quota.ts";
import type { StackSettings } from "./stack-settings.ts";
import type { LoadedTransforms } from "./transforms.ts";

/**
 * One cloud. Everything but `deployer` is pure: all thinking is done on plain data before Pulumi is loaded.
 * Implementations live in sibling folders with the same file names and never import each other.
 */
export interface Backend<Place = unknown> {
  readonly name: string;
  /** Key of the backend's own part of the stack file, below `event-topology:`; backends of one cloud share it. */
  readonly placeKey: string;
  /** JSON Schema (draft 2020-12) of that part. Each property has a description: it is shown in messages. */
  readonly placeSchema: object;
  /** What a principal looks like on this cloud. */
  readonly principal: { readonly pattern: RegExp; readonly example: string };
  /** What the stack file can say of what exists already. */
  readonly existing: ExistingSchemas;
  /** By which ids resources are adopted. */
  readonly imports: ImportForms<Place>;
  /** What it does with each option of a topology. */
  readonly options: OptionSupport;
  /** Every limit that `budgets` can be of; the stack file may raise those that are adjustable. */
  readonly quotas: readonly Quota[];
  /**
   * How much of each limit the topology needs, where and for whom: everything that is near a limit or over it, and beside
   * it the fullest of each team. It counts what the topology asks for; what else stands in the accounts is not known.
   * `check` says the problems among them. Works for any input, also one with errors.
   */
  budgets(input: BackendInput<Place>): readonly Budget[];
  /** All that this cloud refuses: names, quotas, options. Errors here mean that `resources` is never called for a deploy. */
  check(input: BackendInput<Place>): readonly Diagnostic[];
  /** The places that resources stand in, by the id of their provider, sorted. The ids never change: a renamed provider replaces all that is below it. */
  places(input: BackendInput<Place>): ReadonlyMap<string, Place>;
  /** Every resource the desired state stands for, sorted by id, ids distinct. */
  resources(input: BackendInput<Place>): readonly CloudResource[];
  /** What each team's applications need to know, sorted by team. */
  manifests(input: BackendInput<Place>): readonly TeamManifest[];
  /** What the cloud tells of resources that are deployed already. */
  readonly deployed: DeployedPart;
  /** Loads the Pulumi SDK of this cloud; the only part of a backend that imports `@pulumi/*` at run time. */
  deployer(): Promise<Deployer<Place>>;
}

export interface BackendInput<Place = unknown> {
  readonly desired: DesiredState & RegisteredSchemas;
  readonly origins: Origins;
  readonly stack: StackSettings<Place>;
  /** What the user's module does to resources (`planOf`); loaded at the edge. */
  readonly transforms?: LoadedTransforms;
}

/** What `compile` adds to the desired state where an event has `registerSchema`. */
export interface RegisteredSchemas {
  /** JSON Schemas of draft 2020-12 by the path in `Topic.schema`, each standing alone: files it refers to are in its `$defs`. */
  readonly schemas?: Readonly<Record<string, unknown>>;
}

/** The Pulumi side of one backend: constructors only, no thinking. */
export interface Deployer<Place = unknown> {
  /** The explicit provider for a place; `id` is its logical name (cloud reference, section 4, P3). */
  provider(id: string, place: Place): ProviderResource;
  /** Pulumi type token → constructor, for every type that `resources` can return. */
  readonly constructors: Readonly<Record<string, ResourceConstructor>>;
}

// biome-ignore lint/suspicious/noExplicitAny: the SDKs' constructors share no argument type; the local provider and the types in each `resources.ts` check the properties.
export type ResourceConstructor = new (name: string, args: any, opts?: CustomResourceOptions) => CustomResource;
