import type { protos, v1 } from "@google-cloud/pubsub";
import type { calledBy, GcpConnection } from "../../local/clients/gcp-connection.ts";

export type CallOptions = ReturnType<typeof calledBy>;

export interface GcpSite extends GcpConnection {
  /** Makes a subscription's name in a project where the caller may make one. */
  placeFor(caller: string): Promise<string>;
  /** Removes what a caller was let make. */
  remove(subscription: string): Promise<void>;
}

type Perform = (at: GcpSite, resource: string, options: CallOptions, caller: string) => Promise<unknown>;

type GetPolicy = Parameters<v1.PublisherClient["getIamPolicy"]>[0];
type SetPolicy = Parameters<v1.PublisherClient["setIamPolicy"]>[0];

/** Takes the name of an ack id that there never was; whoever may acknowledge is not told. */
const ACK_IDS = ["live"];
const SHORTEST_STREAM_DEADLINE = 10;

/**
 * Permissions as calls of the official clients (Pub/Sub documentation, "Access control with IAM", required
 * permissions). What a call has changed is put back.
 */
export const GCP_CALLS: Readonly<Record<string, Readonly<Record<string, Perform>>>> = {
  "pubsub.topics.publish": {
    publish: ({ publisher }, topic, options) =>
      publisher.publish({ topic, messages: [{ data: Buffer.from("{}") }] }, options),
  },
  "pubsub.topics.attachSubscription": {
    attach: async (at, topic, options, caller) => {
      const name = await at.placeFor(caller);
      await at.subscriber.createSubscription({ name, topic }, options);
      await at.remove(name);
    },
  },
  "pubsub.topics.delete": {
    delete: ({ publisher }, topic, options) => publisher.deleteTopic({ topic }, options),
  },
  "pubsub.topics.get": {
    get: ({ publisher }, topic, options) => publisher.getTopic({ topic }, options),
  },
  "pubsub.topics.update": {
    update: ({ publisher }, name, options) =>
      publisher.updateTopic({ topic: { name, labels: { taken: "yes" } }, updateMask: { paths: ["labels"] } }, options),
  },
  "pubsub.topics.getIamPolicy": { getIamPolicy: getIamPolicy },
  "pubsub.topics.setIamPolicy": { setIamPolicy: setIamPolicy },
  "pubsub.subscriptions.consume": {
    pull: ({ subscriber }, subscription, options) =>
      subscriber.pull({ subscription, maxMessages: 1, returnImmediately: true }, options),
    streamingPull: ({ subscriber }, subscription, options) => streamingPull(subscriber, subscription, options),
    acknowledge: ({ subscriber }, subscription, options) =>
      subscriber.acknowledge({ subscription, ackIds: ACK_IDS }, options),
    modifyAckDeadline: ({ subscriber }, subscription, options) =>
      subscriber.modifyAckDeadline({ subscription, ackIds: ACK_IDS, ackDeadlineSeconds: 0 }, options),
    purge: ({ subscriber }, subscription, options) =>
      subscriber.seek({ subscription, time: { seconds: Math.floor(Date.now() / 1000) } }, options).catch(unlessPast),
  },
  "pubsub.subscriptions.delete": {
    delete: ({ subscriber }, subscription, options) => subscriber.deleteSubscription({ subscription }, options),
  },
  "pubsub.subscriptions.get": {
    get: ({ subscriber }, subscription, options) => subscriber.getSubscription({ subscription }, options),
  },
  "pubsub.subscriptions.update": {
    update: ({ subscriber }, name, options) =>
      subscriber.updateSubscription(
        { subscription: { name, labels: { taken: "yes" } }, updateMask: { paths: ["labels"] } },
        options,
      ),
  },
  "pubsub.subscriptions.getIamPolicy": { getIamPolicy: getIamPolicy },
  "pubsub.subscriptions.setIamPolicy": { setIamPolicy: setIamPolicy },
};

function getIamPolicy({ publisher }: GcpSite, resource: string, options: CallOptions): Promise<unknown> {
  return publisher.getIamPolicy({ resource } as GetPolicy, options);
}

function setIamPolicy({ publisher }: GcpSite, resource: string, options: CallOptions): Promise<unknown> {
  return publisher.setIamPolicy({ resource, policy: { bindings: [] } } as unknown as SetPolicy, options);
}

/** Opens a stream and closes its own side: whoever may consume gets an orderly end. */
function streamingPull(subscriber: v1.SubscriberClient, subscription: string, options: CallOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const stream = subscriber.streamingPull(options);
    stream.on("error", reject);
    stream.on("end", resolve);
    stream.resume();
    const request: protos.google.pubsub.v1.IStreamingPullRequest = {
      subscription,
      streamAckDeadlineSeconds: SHORTEST_STREAM_DEADLINE,
      maxOutstandingMessages: 1,
    };
    stream.write(request);
    stream.end();
  });
}

/** gRPC status codes (grpc/doc/statuscodes.md). */
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** Whether a call was let pass; any answer that is neither a success nor a refusal is thrown. */
export async function passes(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (hasCode(error, PERMISSION_DENIED) || hasCode(error, UNAUTHENTICATED)) return false;
    throw error;
  }
}

/** An emulator that cannot seek says so to those only who may. */
function unlessPast(error: unknown): void {
  if (!hasCode(error, UNIMPLEMENTED)) throw error;
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof Error && (error as Error & { readonly code?: unknown }).code === code;
}
