import { PubSub, v1 } from "@google-cloud/pubsub";

/** Google's low-level clients, on one emulator. */
export interface GcpConnection {
  readonly publisher: v1.PublisherClient;
  readonly subscriber: v1.SubscriberClient;
}

type ClientOptions = ConstructorParameters<typeof v1.PublisherClient>[0];

/** Given so that the library neither reads the user's real credentials nor asks the network for some. Never sent. */
const CREDENTIALS = { client_email: "nobody@local.example", private_key: "none" };

const TIMEOUT_MILLISECONDS = 10_000;

/** Clients for the emulator at `endpoint` (`host:port`), which is not contacted before the first call. */
export async function gcpConnection(endpoint: string): Promise<GcpConnection> {
  // The high-level object knows how to talk to an emulator; the low-level ones can say who asks.
  const pubsub = new PubSub({
    projectId: "local",
    apiEndpoint: endpoint,
    emulatorMode: true,
    credentials: CREDENTIALS,
  });
  // The library's two declarations of these options differ in what exact optional properties allow.
  const options = (await pubsub.getClientConfig()) as ClientOptions;
  return { publisher: new v1.PublisherClient(options), subscriber: new v1.SubscriberClient(options) };
}

/**
 * Options of one call that is made by an IAM member. A new object every time: the library writes into it.
 * Nothing is retried, so that an emulator that is away is told at once.
 */
export function calledBy(member: string) {
  return {
    otherArgs: { headers: { authorization: `Bearer ${member}` } },
    retry: null,
    timeout: TIMEOUT_MILLISECONDS,
  };
}
