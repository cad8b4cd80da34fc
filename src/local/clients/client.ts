import type { PublishAddress, QueueAddress } from "../../backends/manifest.ts";

/** The wire envelope, the same on every backend: this object as JSON is the body a consumer receives. */
export interface Envelope {
  readonly topic: string;
  readonly data: unknown;
}

export interface Received {
  readonly envelope: Envelope;
  /** Message attributes; empty on EventBridge, whose targets deliver the body only. */
  readonly attributes: Readonly<Record<string, string>>;
  /** How often this message has been delivered, from 1, where the cloud tells. */
  readonly deliveryAttempt: number | undefined;
  /** The message is done and goes away. */
  ack(): Promise<void>;
  /** The message was not handled and is delivered again at once. */
  nack(): Promise<void>;
}

/** What filters see. A filter that compares numbers sees numbers only (SNS: of the type Number); Pub/Sub knows texts only. */
export type Attributes = Readonly<Record<string, string | number>>;

/** Talks to an emulator through the cloud's official client library, as one principal. */
export interface Client {
  /**
   * @param key messages of one key are received in order, where the event is ordered; an ordered event of SNS needs one
   * @throws AccessRefused when the emulator refuses the principal.
   */
  publish(to: PublishAddress, envelope: Envelope, attributes?: Attributes, key?: string): Promise<void>;
  /**
   * Waits up to `seconds` for messages and returns as soon as there are some, at most `max`; none when time is up.
   * They stay the caller's until acked, nacked or the ack deadline passes.
   * @throws AccessRefused when the emulator refuses the principal.
   */
  receive(
    from: QueueAddress,
    options: { readonly max: number; readonly seconds: number },
  ): Promise<readonly Received[]>;
  close(): Promise<void>;
}

/** The emulator, not this client, refused an action; `message` is its own word. */
export class AccessRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "AccessRefused";
  }
}
