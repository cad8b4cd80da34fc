import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { PublishAddress } from "../../backends/manifest.ts";
import type { Attributes, Envelope } from "./client.ts";
import { marked } from "./marked.ts";

/**
 * Publishes to a topic: the envelope is the message, attributes are message attributes of the type String or Number (filters see them).
 * @param key message group on a FIFO topic, which needs one; the content is its own deduplication id there
 */
export async function publishToTopic(
  sns: SNSClient,
  to: Extract<PublishAddress, { kind: "sns-topic" }>,
  envelope: Envelope,
  attributes: Attributes,
  key: string | undefined,
): Promise<void> {
  await sns.send(
    new PublishCommand({
      TopicArn: to.topicArn,
      ...(key !== undefined && { MessageGroupId: key }),
      Message: JSON.stringify(marked({ topic: envelope.topic, data: envelope.data }, to.bodyFields)),
      MessageAttributes: Object.fromEntries(
        Object.entries({ ...attributes, ...to.attributes }).map(([name, value]) => [
          name,
          { DataType: typeof value === "number" ? "Number" : "String", StringValue: String(value) },
        ]),
      ),
    }),
  );
}
