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
  /** Each message has a key (message group, ordering key); those of one key can be received in order. */
  readonly ordered?: true;
  readonly to: PublishAddress;
}

export interface Consumption {
  readonly principals: readonly string[];
  /** Events that feed the queue. */
  readonly events: readonly string[];
  readonly from: QueueAddress;
  /** Absent for a queue that exists and whose dead-letter queue is not known. */
  readonly deadLetter?: QueueAddress;
  /** What the cloud could not deliver to the queue, where the cloud has such a thing. */
  readonly undeliverable?: QueueAddress;
  /** The same for events that are ordered, where the cloud keeps these apart from others that feed the queue too. */
  readonly undeliverableOrdered?: QueueAddress;
  /** The same for owners whose cloud can leave it in their own account alone; one queue for each of them. */
  readonly undeliverableElsewhere?: readonly QueueAddress[];
  /** Generations of the queue before this one that still have to be read, the youngest first; absent when there is none. */
  readonly older?: readonly OlderGeneration[];
  /** The cloud sends the messages to the team's service instead of being asked for them; absent when it does not. */
  readonly push?: PushDelivery;
}

/** What is left of a generation of the queue that is going to be removed; its consumers are those of the present one. */
export interface OlderGeneration {
  /** 1 for the first. */
  readonly generation: number;
  readonly from: QueueAddress;
  readonly deadLetter?: QueueAddress;
  readonly undeliverable?: QueueAddress;
  readonly undeliverableOrdered?: QueueAddress;
  readonly undeliverableElsewhere?: readonly QueueAddress[];
}

/** How messages are sent to a service: by POST, with a token of an identity that the service has to check. */
export interface PushDelivery {
  readonly endpoint: string;
  /** E-mail of the service account in whose name the token is made. */
  readonly serviceAccount: string;
  /** The `aud` claim of the token. */
  readonly audience: string;
  /** Whether the body is the cloud's envelope around the message instead of the message itself. */
  readonly wrapped: boolean;
}

/** What tells an event from others that share its topic, which exists already: publishers have to write it. */
interface Marks {
  /** Attributes of the message. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Fields of the message's body, by their paths: `metadata.type`. */
  readonly bodyFields?: Readonly<Record<string, string>>;
}

/** Where a publisher sends an event. */
export type PublishAddress =
  | ({ readonly kind: "pubsub-topic"; readonly topic: string } & Marks)
  | ({ readonly kind: "sns-topic"; readonly topicArn: string; readonly region: string } & Marks)
  | ({
      readonly kind: "event-bus";
      readonly eventBusArn: string;
      readonly region: string;
      readonly source: string;
      readonly detailType: string;
      /** The detail is the message itself, as on a bus that exists already; without it `{"attributes", "message"}`. */
      readonly plain?: true;
    } & Marks);

/** Where a consumer reads. On Pub/Sub a queue fed by several events is one subscription per event. */
export type QueueAddress =
  | { readonly kind: "pubsub-subscriptions"; readonly subscriptions: readonly string[] }
  | { readonly kind: "sqs-queue"; readonly queueUrl: string; readonly queueArn: string; readonly region: string };
