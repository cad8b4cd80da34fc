import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { type AwsEndpoint, awsConnection } from "./aws-connection.ts";
import { putOnBus } from "./aws-event-bus.ts";
import { talkingTo } from "./aws-failure.ts";
import { assumeRole } from "./aws-session.ts";
import { publishToTopic } from "./aws-sns.ts";
import { receiveFromQueue } from "./aws-sqs.ts";
import type { Client } from "./client.ts";

/** The SDK asks for new keys five minutes before the old ones expire. */
const RENEWAL_MILLISECONDS = 5 * 60_000;

/**
 * A client of the AWS emulator that acts as the role `principal`, through AWS's own SDK.
 * @throws AccessRefused when the emulator does not let the role be assumed
 * @throws EnvironmentError when it does not answer
 */
export async function connectAws(options: AwsEndpoint & { readonly principal: string }): Promise<Client> {
  const { principal, ...at } = options;
  let session = await assumeRole(at, principal);
  const credentials = async () => {
    if (session.expiration.getTime() - Date.now() < RENEWAL_MILLISECONDS) session = await assumeRole(at, principal);
    return session;
  };
  const configuration = () => awsConnection({ ...at, credentials });
  const sns = new SNSClient(configuration());
  const sqs = new SQSClient({ ...configuration(), useQueueUrlAsEndpoint: false });
  const eventBridge = new EventBridgeClient(configuration());
  const run = <Result>(call: () => Promise<Result>) => talkingTo(at.endpoint, call);
  return {
    publish: (to, envelope, attributes = {}, key = undefined) => {
      switch (to.kind) {
        case "sns-topic":
          return run(() => publishToTopic(sns, to, envelope, attributes, key));
        case "event-bus":
          return run(() => putOnBus(eventBridge, to, envelope, attributes));
        case "pubsub-topic":
          return Promise.reject(new RangeError(`${to.topic} is not on AWS`));
      }
    },
    receive: (from, limits) =>
      from.kind === "sqs-queue"
        ? receiveFromQueue(sqs, from, limits, run)
        : Promise.reject(new RangeError(`${from.subscriptions.join(", ")} are not on AWS`)),
    close: async () => {
      for (const client of [sns, sqs, eventBridge]) client.destroy();
    },
  };
}
