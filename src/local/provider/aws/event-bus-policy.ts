import { DescribeEventBusCommand, PutPermissionCommand, RemovePermissionCommand } from "@aws-sdk/client-eventbridge";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = { readonly eventBusName: string; readonly region: string; readonly policy: string };

/** The whole policy of one bus. */
export const eventBusPolicy: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  inputs: {
    eventBusName: { kind: "string", default: "default", forceNew: true },
    region,
    policy: { kind: "json", required: true },
  },

  async create(connection, values) {
    await put(connection, values);
    return values.eventBusName;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    try {
      const { Policy } = await connection.events(place).send(new DescribeEventBusCommand({ Name: id }));
      return Policy ? { eventBusName: id, region: place, policy: Policy } : undefined;
    } catch (error) {
      if (hasName(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  update: (connection, _id, _olds, news) => put(connection, news),

  async delete(connection, id, values) {
    const command = new RemovePermissionCommand({ EventBusName: id, RemoveAllPermissions: true });
    try {
      await connection.events(values.region).send(command);
    } catch (error) {
      if (!hasName(error, "ResourceNotFoundException")) throw error;
    }
  },

  outputs: () => ({}),
};

async function put(connection: AwsConnection, { eventBusName, region: place, policy }: Inputs): Promise<void> {
  const client = connection.events(place);
  // AWS refuses a bus that does not exist; MiniStack 1.5.33 would keep the policy of nothing.
  await client.send(new DescribeEventBusCommand({ Name: eventBusName }));
  await client.send(new PutPermissionCommand({ EventBusName: eventBusName, Policy: policy }));
}
