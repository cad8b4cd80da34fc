import type { Json } from "../../backends/cloud-resource.ts";
import type { InputProperties, Properties } from "./input-property.ts";

/** What a connected package gives to every resource type. */
export interface Connection {
  /** Values of `inherited` inputs: the provider's own region or project. */
  readonly inherited: Readonly<Record<string, string>>;
}

/**
 * One Pulumi resource type as calls of an official SDK: ids, inputs and outputs as the real provider makes them.
 * Inputs have passed `check`, with defaults filled in, before they come here.
 * Methods throw the SDK's errors; the provider puts the resource's name in front of them.
 */
export interface ResourceType<C extends Connection = Connection, I extends Properties = Properties> {
  /** Pulumi type token, for example `aws:sqs/queue:Queue`. */
  readonly token: string;
  /** Every input that is supported; any other is an error, never ignored. */
  readonly inputs: InputProperties;
  /** The input that names it in the cloud: two of one name cannot exist, so a replacement deletes first (cloud reference, section 4, P1). */
  readonly name?: string;
  /** Set by `recorded`: no service stands behind it. */
  readonly recordedOnly?: true;
  /** @returns the id. Fails when the cloud would refuse because it exists already. */
  create(connection: C, inputs: I): Promise<string>;
  /**
   * Inputs as the cloud tells them; undefined when the resource is gone. An input that is left out is one the cloud
   * (or its emulator) does not tell, one that is `undefined` is one the cloud has no value for.
   * `known` are the inputs held so far: none at an import.
   */
  read(connection: C, id: string, known: Partial<I>): Promise<Told | undefined>;
  update(connection: C, id: string, olds: I, news: I): Promise<void>;
  /** Does nothing when the resource is gone already. */
  delete(connection: C, id: string, inputs: I): Promise<void>;
  /** Outputs beside the inputs, computed from them. */
  outputs(connection: C, id: string, inputs: I): Properties;
}

export type Told = { readonly [key: string]: Json | undefined };

/** All of one Pulumi package that the local provider knows. */
export interface ProviderPackage<C extends Connection = Connection> {
  readonly name: string;
  /** Settings of the provider that are read. */
  readonly settings: readonly string[];
  /** Settings that only say how to reach the real cloud and are without meaning here. */
  readonly ignoredSettings: readonly string[];
  /** Settings that say which cloud account it is: a change replaces the provider and all below it. */
  readonly identity: readonly string[];
  readonly resourceTypes: readonly ResourceType<C>[];
  /** @throws Error naming the missing setting or environment variable. */
  connect(settings: Properties, environment: NodeJS.ProcessEnv): C;
}
