/**
 * The floor of the message path: the clouds' client libraries called as their manuals say, on the same emulator, as the
 * same principal. What is received is acknowledged one by one.
 */
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { awsConnection } from "../../../src/local/clients/aws-connection.ts";
import { assumeRole } from "../../../src/local/clients/aws-session.ts";
import { calledBy, gcpConnection } from "../../../src/local/clients/gcp-connection.ts";

/**
 * @param {import("../../../src/automation/test-support/emulated-project.ts").EmulatedProject} project
 * @returns {Promise<{ publish(to: object, envelope: object): Promise<void>, receive(from: object, limits: { max: number, seconds: number }): Promise<readonly { envelope: object, ack(): Promise<void> }[]>, close(): Promise<void> }>}
 */
export function bareClient({ server, place }, team) {
  const principal = place.principal(team);
  return place.emulator === "pubsub" ? google(server.endpoint, principal) : amazon(server, place, principal);
}

async function google(endpoint, principal) {
  const { publisher, subscriber } = await gcpConnection(endpoint);
  return {
    publish: async ({ topic }, envelope) => {
      const messages = [{ data: Buffer.from(JSON.stringify(envelope)) }];
      await publisher.publish({ topic, messages }, calledBy(principal));
    },
    receive: async ({ subscriptions: [subscription] }, { max }) => {
      const request = { subscription, maxMessages: max, returnImmediately: true };
      const [{ receivedMessages }] = await subscriber.pull(request, calledBy(principal));
      return receivedMessages.map(({ message, ackId }) => ({
        envelope: JSON.parse(message.data.toString()),
        ack: async () => {
          await subscriber.acknowledge({ subscription, ackIds: [ackId] }, calledBy(principal));
        },
      }));
    },
    close: async () => {
      await Promise.all([publisher.close(), subscriber.close()]);
    },
  };
}

async function amazon({ endpoint, certificateFile }, { place: { region } }, principal) {
  const at = { endpoint, certificateFile, region };
  const credentials = await assumeRole(at, principal);
  const options = () => awsConnection({ ...at, credentials });
  const [sns, eventBridge] = [new SNSClient(options()), new EventBridgeClient(options())];
  const sqs = new SQSClient({ ...options(), useQueueUrlAsEndpoint: false });
  return {
    publish: async (to, envelope) => {
      if (to.kind === "sns-topic")
        await sns.send(new PublishCommand({ TopicArn: to.topicArn, Message: JSON.stringify(envelope) }));
      else await eventBridge.send(new PutEventsCommand({ Entries: [entry(to, envelope)] }));
    },
    receive: async ({ queueUrl }, { max, seconds }) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: max,
          WaitTimeSeconds: seconds,
          MessageAttributeNames: ["All"],
          MessageSystemAttributeNames: ["ApproximateReceiveCount"],
        }),
      );
      return Messages.map(({ Body, ReceiptHandle }) => ({
        envelope: JSON.parse(Body),
        ack: async () => {
          await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
        },
      }));
    },
    close: async () => {
      for (const client of [sns, eventBridge, sqs]) client.destroy();
    },
  };
}

/** The topology's target hands on `$.detail.message`. */
function entry({ eventBusArn, source, detailType }, message) {
  return {
    EventBusName: eventBusArn,
    Source: source,
    DetailType: detailType,
    Detail: JSON.stringify({ attributes: {}, message }),
  };
}
