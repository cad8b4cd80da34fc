import { setTimeout as sleep } from "node:timers/promises";
import type { protos, v1 } from "@google-cloud/pubsub";
import type { PublishAddress, QueueAddress } from "../../backends/manifest.ts";
import type { Attributes, Client, Envelope, Received } from "./client.ts";
import { parseEnvelope } from "./envelope.ts";
import { calledBy, type GcpConnection, gcpConnection } from "./gcp-connection.ts";
import { explained } from "./gcp-failure.ts";

type IReceivedMessage = protos.google.pubsub.v1.IReceivedMessage;

export interface PubsubClientOptions {
  /** `host:port` of the emulator. */
  readonly endpoint: string;
  /** IAM member to act as, for example `serviceAccount:crm@ar-local.iam.gserviceaccount.com`. */
  readonly principal: string;
}

const POLL_MILLISECONDS = 50;

/** A client for the Pub/Sub emulator; `endpoint` is not contacted before the first call. */
export function connectPubsub(options: PubsubClientOptions): Client {
  return new PubsubClient(options);
}

class PubsubClient implements Client {
  readonly #options: PubsubClientOptions;
  readonly #clients: Promise<GcpConnection>;
  #turn = 0;

  constructor(options: PubsubClientOptions) {
    this.#options = options;
    this.#clients = gcpConnection(options.endpoint);
    this.#clients.catch(() => undefined);
  }

  async publish(to: PublishAddress, envelope: Envelope, attributes: Attributes = {}, orderingKey = ""): Promise<void> {
    if (to.kind !== "pubsub-topic") throw new TypeError(`not an address of Pub/Sub: ${to.kind}`);
    const data = Buffer.from(JSON.stringify({ topic: envelope.topic, data: envelope.data }));
    const { publisher } = await this.#clients;
    const all = Object.entries({ ...attributes, ...to.attributes });
    const texts = Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
    const messages = [{ data, attributes: texts, orderingKey }];
    await this.#call(publisher.publish({ topic: to.topic, messages }, this.#callOptions()));
  }

  /**
   * Asks one subscription after the other, so that no message is leased to a call nobody waits for any more; each
   * round starts with another one, so that none starves.
   */
  async receive(
    from: QueueAddress,
    options: { readonly max: number; readonly seconds: number },
  ): Promise<readonly Received[]> {
    if (from.kind !== "pubsub-subscriptions") throw new TypeError(`not an address of Pub/Sub: ${from.kind}`);
    const deadline = Date.now() + options.seconds * 1000;
    for (;;) {
      const received: Received[] = [];
      const first = this.#turn++ % from.subscriptions.length;
      for (const subscription of [...from.subscriptions.slice(first), ...from.subscriptions.slice(0, first)]) {
        if (received.length < options.max) {
          received.push(...(await this.#pull(subscription, options.max - received.length)));
        }
      }
      const left = deadline - Date.now();
      if (received.length > 0 || left <= 0) return received;
      await sleep(Math.min(POLL_MILLISECONDS, left));
    }
  }

  async close(): Promise<void> {
    const { publisher, subscriber } = await this.#clients;
    await Promise.all([publisher.close(), subscriber.close()]);
  }

  async #pull(subscription: string, maxMessages: number): Promise<readonly Received[]> {
    const { subscriber } = await this.#clients;
    const request = { subscription, maxMessages, returnImmediately: true };
    const [response] = await this.#call(subscriber.pull(request, this.#callOptions()));
    return (response.receivedMessages ?? []).map((message) => this.#received(subscriber, subscription, message));
  }

  #received(subscriber: v1.SubscriberClient, subscription: string, received: IReceivedMessage): Received {
    const { message, ackId, deliveryAttempt } = received;
    const ackIds = [ackId ?? ""];
    return {
      envelope: parseEnvelope(Buffer.from(message?.data ?? "").toString("utf8"), message?.messageId ?? "?"),
      attributes: { ...message?.attributes },
      deliveryAttempt: deliveryAttempt || undefined,
      ack: async () => {
        await this.#call(subscriber.acknowledge({ subscription, ackIds }, this.#callOptions()));
      },
      nack: async () => {
        const request = { subscription, ackIds, ackDeadlineSeconds: 0 };
        await this.#call(subscriber.modifyAckDeadline(request, this.#callOptions()));
      },
    };
  }

  #callOptions() {
    return calledBy(this.#options.principal);
  }

  async #call<Response>(call: Promise<Response>): Promise<Response> {
    return call.catch((error: unknown) => {
      throw explained(error, this.#options.endpoint);
    });
  }
}
