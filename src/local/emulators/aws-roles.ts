import { CreateRoleCommand, EntityAlreadyExistsException, IAMClient } from "@aws-sdk/client-iam";
import { type AwsEndpoint, awsConnection, rootOf } from "../clients/aws-connection.ts";
import { talkingTo } from "../clients/aws-failure.ts";
import { type AwsRole, parseRoleArn } from "../clients/aws-role.ts";

/**
 * Makes the roles that workloads run under, as they exist in a real account before a deploy: their own account may
 * assume them, and they may do nothing. A role that exists is left as it is.
 * @throws EnvironmentError when the emulator does not answer
 */
export async function createRoles(options: AwsEndpoint & { readonly roleArns: readonly string[] }): Promise<void> {
  const { roleArns, ...at } = options;
  const roles = [...new Set(roleArns)].map(parseRoleArn);
  for (const account of new Set(roles.map((role) => role.account))) {
    const iam = new IAMClient(awsConnection({ ...at, credentials: rootOf(account) }));
    try {
      for (const role of roles.filter((each) => each.account === account)) {
        await talkingTo(at.endpoint, () => createRole(iam, role));
      }
    } finally {
      iam.destroy();
    }
  }
}

async function createRole(iam: IAMClient, role: AwsRole): Promise<void> {
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: `arn:aws:iam::${role.account}:root` }, Action: "sts:AssumeRole" }],
  };
  try {
    await iam.send(
      new CreateRoleCommand({ RoleName: role.name, Path: role.path, AssumeRolePolicyDocument: JSON.stringify(trust) }),
    );
  } catch (error) {
    if (!(error instanceof EntityAlreadyExistsException)) throw error;
  }
}
