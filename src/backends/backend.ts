import type { CustomResource, CustomResourceOptions, ProviderResource } from "@pulumi/pulumi";
import type { DesiredState, Origins } from "../desired-state/desired-state.ts";
import type { Diagnostic } from "../diagnostic.ts";
import type { CloudResource } from "./cloud-resource.ts";
import type { TeamManifest } from "./manifest.ts";
import type { StackSettings } from "./stack-settings.ts";

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
  /** All that this cloud refuses: names, quotas, options. Errors here mean that `resources` is never called for a deploy. */
  check(input: BackendInput<Place>): readonly Diagnostic[];
  /** The places that resources stand in, by the id of their provider, sorted. The ids never change: a renamed provider replaces all that is below it. */
  places(input: BackendInput<Place>): ReadonlyMap<string, Place>;
  /** Every resource the desired state stands for, sorted by id, ids distinct. */
  resources(input: BackendInput<Place>): readonly CloudResource[];
  /** What each team's applications need to know, sorted by team. */
  manifests(input: BackendInput<Place>): readonly TeamManifest[];
  /** Loads the Pulumi SDK of this cloud; the only part of a backend that imports `@pulumi/*` at run time. */
  deployer(): Promise<Deployer<Place>>;
}

export interface BackendInput<Place = unknown> {
  readonly desired: DesiredState;
  readonly origins: Origins;
  readonly stack: StackSettings<Place>;
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
