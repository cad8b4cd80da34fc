import { PubSub, v1 } from "@google-cloud/pubsub";
import { DEPLOYER } from "../deployer.ts";
import type { Properties } from "../input-property.ts";
import type { Connection } from "../resource-type.ts";

/** The part of google-gax's `CallOptions` that is used. */
export interface CallOptions {
  timeout: number;
  retry: null;
  otherArgs: { headers: Record<string, string> };
}

type ClientOptions = NonNullable<ConstructorParameters<typeof v1.PublisherClient>[0]>;

const TIMEOUT_MS = 20_000;

export interface GcpConnection extends Connection {
  /** IAM member that all calls are made by. */
  readonly deployer: string;
  publisher(): Promise<v1.PublisherClient>;
  subscriber(): Promise<v1.SubscriberClient>;
  schemas(): Promise<v1.SchemaServiceClient>;
  /** Runs the actions on one resource's policy one after the other. */
  exclusively<T>(resource: string, action: () => Promise<T>): Promise<T>;
}

/**
 * Connects to the Pub/Sub emulator named by `PUBSUB_EMULATOR_HOST` (`host:port`).
 * Acts as the service account of the setting `impersonateServiceAccount`, else as the deployer who may do everything.
 * @throws Error when it is not set, or a setting is no string.
 */
export function connect(settings: Properties, environment: NodeJS.ProcessEnv): GcpConnection {
  const endpoint = environment["PUBSUB_EMULATOR_HOST"];
  if (endpoint === undefined || endpoint === "")
    throw new Error("the local gcp provider needs PUBSUB_EMULATOR_HOST (host:port of the Pub/Sub emulator)");
  const project = text(settings, "project");
  const impersonated = text(settings, "impersonateServiceAccount");
  const config = once(async () => {
    const client = new PubSub({
      projectId: project ?? "none",
      apiEndpoint: endpoint,
      emulatorMode: true,
      // Never sent: without any, the library would look for the user's own and ask Google's metadata server.
      credentials: { client_email: "unused", private_key: "unused" },
    });
    const withoutProxy = { "grpc.enable_http_proxy": 0 };
    return { ...(await client.getClientConfig()), ...withoutProxy } as ClientOptions;
  });
  const waiting = new Map<string, Promise<unknown>>();
  return {
    deployer: impersonated === undefined ? DEPLOYER : `serviceAccount:${impersonated}`,
    inherited: project === undefined ? {} : { project },
    publisher: once(async () => new v1.PublisherClient(await config())),
    subscriber: once(async () => new v1.SubscriberClient(await config())),
    schemas: once(async () => new v1.SchemaServiceClient(await config())),
    exclusively: (resource, action) => {
      const turn = (waiting.get(resource) ?? Promise.resolve()).then(action, action);
      waiting.set(resource, turn);
      return turn;
    },
  };
}

/** Options of one call: who asks, and an emulator that is gone is an error instead of ten minutes of retries. A new object each time: the client writes into it. */
export function asDeployer({ deployer }: Pick<GcpConnection, "deployer">): CallOptions {
  return {
    timeout: TIMEOUT_MS,
    retry: null,
    otherArgs: { headers: { authorization: `Bearer ${deployer}` } },
  };
}

/** Whether an error of the client has this gRPC status code. */
export function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && (error as Error & { code?: unknown }).code === code;
}

/** gRPC status codes, from grpc/doc/statuscodes.md. */
export const NOT_FOUND = 5;
export const ABORTED = 10;

function text(settings: Properties, key: string): string | undefined {
  const value = settings[key];
  if (value === undefined || typeof value === "string") return value;
  throw new Error(`the setting "${key}" of the gcp provider must be a string`);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
