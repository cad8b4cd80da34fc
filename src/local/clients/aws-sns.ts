import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { PublishAddress } from "../../backends/manifest.ts";
import type { Envelope } from "./client.ts";

/** Publishes to a topic: the envelope is the message, attributes are String message attributes (filters see them). */
export async function publishToTopic(
  sns: SNSClient,
  to: Extract<PublishAddress, { kind: "sns-topic" }>,
  envelope: Envelope,
  attributes: Readonly<Record<string, string>>,
): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: to.topicArn,
      Message: JSON.stringify({ topic: envelope.topic, data: envelope.data }),
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
      ),
    }),
  );
}
