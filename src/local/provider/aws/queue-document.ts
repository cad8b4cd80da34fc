import { GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Properties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { parseQueueUrl } from "./queue-url.ts";
import { region } from "./region.ts";

/** A resource type that owns one JSON document of a queue: the attribute that `input` is written to. Its id is the queue's URL. */
export function queueDocument(
  token: string,
  input: "policy" | "redriveAllowPolicy",
  attribute: "Policy" | "RedriveAllowPolicy",
): ResourceType<AwsConnection> {
  const put = async (connection: AwsConnection, url: string, document: string) => {
    const command = new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { [attribute]: document } });
    await connection.sqs(parseQueueUrl(url).region).send(command);
  };
  const urlOf = (values: Properties) => String(values["queueUrl"]);
  return {
    token,
    inputs: {
      queueUrl: { kind: "string", required: true, forceNew: true },
      region,
      [input]: { kind: "json", required: true },
    },

    async create(connection, values) {
      await put(connection, urlOf(values), String(values[input]));
      return urlOf(values);
    },

    async read(connection, id) {
      const place = parseQueueUrl(id).region;
      try {
        const command = new GetQueueAttributesCommand({ QueueUrl: id, AttributeNames: [attribute] });
        const document = (await connection.sqs(place).send(command)).Attributes?.[attribute];
        return document ? { queueUrl: id, region: place, [input]: document } : undefined;
      } catch (error) {
        if (hasName(error, "QueueDoesNotExist")) return undefined;
        throw error;
      }
    },

    update: (connection, id, _olds, news) => put(connection, id, String(news[input])),

    async delete(connection, id) {
      try {
        await put(connection, id, "");
      } catch (error) {
        if (!hasName(error, "QueueDoesNotExist")) throw error;
      }
    },

    outputs: () => ({}),
  };
}
