/**
 * What one team's applications need at run time: a stack output, read by services and by the local client.
 * Keys are event and queue names exactly as written in the file.
 */
export interface TeamManifest {
  readonly version: 1;
  readonly backend: string;
  readonly team: string;
  readonly publishes: Readonly<Record<string, Publication>>;
  readonly consumes: Readonly<Record<string, Consumption>>;
}

export interface Publication {
  readonly principals: readonly string[];
  readonly to: PublishAddress;
}

export interface Consumption {
  readonly principals: readonly string[];
  /** Events that feed the queue. */
  readonly events: readonly string[];
  readonly from: QueueAddress;
  readonly deadLetter: QueueAddress;
  /** What the cloud could not deliver to the queue, where the cloud has such a thing. */
  readonly undeliverable?: QueueAddress;
  /** The same for owners whose cloud can leave it in their own account alone; one queue for each of them. */
  readonly undeliverableElsewhere?: readonly QueueAddress[];
}

/** Where a publisher sends an event. */
export type PublishAddress =
  | { readonly kind: "pubsub-topic"; readonly topic: string }
  | { readonly kind: "sns-topic"; readonly topicArn: string; readonly region: string }
  | {
      readonly kind: "event-bus";
      readonly eventBusArn: string;
      readonly region: string;
      readonly source: string;
      readonly detailType: string;
    };

/** Where a consumer reads. On Pub/Sub a queue fed by several events is one subscription per event. */
export type QueueAddress =
  | { readonly kind: "pubsub-subscriptions"; readonly subscriptions: readonly string[] }
  | { readonly kind: "sqs-queue"; readonly queueUrl: string; readonly queueArn: string; readonly region: string };
