import { DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";

type Inputs = { readonly role: string; readonly name: string; readonly policy: string };

/** IAM is global: the only type here without a region. */
export const iamRolePolicy: ResourceType<AwsConnection, Inputs> = {
  token: "aws:iam/rolePolicy:RolePolicy",
  inputs: {
    role: { kind: "string", required: true, forceNew: true },
    name: { kind: "string", required: true, forceNew: true },
    policy: { kind: "json", required: true },
  },
  name: "name",

  async create(connection, values) {
    await put(connection, values);
    return `${values.role}:${values.name}`;
  },

  async read(connection, id) {
    const [role, name] = id.split(":");
    if (!role || !name) throw new Error("the id must be ROLE:NAME");
    try {
      const command = new GetRolePolicyCommand({ RoleName: role, PolicyName: name });
      const { PolicyDocument = "" } = await connection.iam().send(command);
      // RFC 3986 percent-encoded (IAM API reference, GetRolePolicy).
      return { role, name, policy: decodeURIComponent(PolicyDocument) };
    } catch (error) {
      if (hasName(error, "NoSuchEntityException")) return undefined;
      throw error;
    }
  },

  update: (connection, _id, _olds, news) => put(connection, news),

  async delete(connection, _id, { role, name }) {
    try {
      await connection.iam().send(new DeleteRolePolicyCommand({ RoleName: role, PolicyName: name }));
    } catch (error) {
      if (!hasName(error, "NoSuchEntityException")) throw error;
    }
  },

  outputs: () => ({}),
};

async function put(connection: AwsConnection, { role, name, policy }: Inputs): Promise<void> {
  await connection.iam().send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
}
