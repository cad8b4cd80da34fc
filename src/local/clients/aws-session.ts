import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { type AwsEndpoint, awsConnection, rootOf } from "./aws-connection.ts";
import { talkingTo } from "./aws-failure.ts";
import { parseRoleArn } from "./aws-role.ts";

/** Keys of a role session, with the time after which the SDK asks for new ones. */
export interface AwsSession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
}

/**
 * Assumes the role as the root of its account, as its workload's platform would.
 * @throws AccessRefused when the role does not exist or does not trust its account.
 */
export async function assumeRole(at: AwsEndpoint, roleArn: string): Promise<AwsSession> {
  const { account, name } = parseRoleArn(roleArn);
  const client = new STSClient(awsConnection({ ...at, credentials: rootOf(account) }));
  try {
    const { Credentials } = await talkingTo(at.endpoint, () =>
      client.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: `local-${name}`.slice(0, 64) })),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
      throw new Error(`the AWS emulator returned no complete session for ${roleArn}`);
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration: Expiration,
    };
  } finally {
    client.destroy();
  }
}
