import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { type AwsCredentials, type AwsEndpoint, awsConnection, rootOf } from "../../local/clients/aws-connection.ts";
import { queueUrl } from "../../local/provider/aws/queue-url.ts";

/** The official clients of one caller. */
export interface AwsClients {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

/** Takes the requests as they are: a call without credentials. */
const UNSIGNED = { signer: { sign: async <Request>(request: Request) => request } };

/**
 * @param credentials undefined for a caller without any
 * @param plain to the same address without TLS, and once only
 */
export function awsClients(at: AwsEndpoint, credentials: AwsCredentials | undefined, plain = false): AwsClients {
  const endpoint = plain ? at.endpoint.replace("https:", "http:") : at.endpoint;
  const connection = () => ({
    ...awsConnection({ ...at, endpoint, credentials: credentials ?? rootOf("000000000000") }),
    ...(credentials === undefined && UNSIGNED),
    ...(plain && { maxAttempts: 1 }),
  });
  return {
    sns: new SNSClient(connection()),
    sqs: new SQSClient({ ...connection(), useQueueUrlAsEndpoint: false }),
    events: new EventBridgeClient(connection()),
    iam: new IAMClient(connection()),
    sts: new STSClient(connection()),
  };
}

export function destroy(clients: AwsClients): void {
  for (const client of Object.values(clients)) (client as SQSClient).destroy();
}

/** The parts of `arn:partition:service:region:account:name`. */
export function partsOf(arn: string) {
  const [, , service = "", region = "", account = "", ...name] = arn.split(":");
  return { service, region, account, name: name.join(":") };
}

export function urlOf(queue: string): string {
  const { region, account, name } = partsOf(queue);
  return queueUrl(region, account, name);
}

/** `arn:…:rule/BUS/NAME` */
export function ruleOf(arn: string): { readonly bus: string; readonly name: string } {
  const [, bus = "", name = ""] = partsOf(arn).name.split("/");
  return { bus, name };
}

/** SNS says AuthorizationError, SQS and STS AccessDenied, EventBridge AccessDeniedException; without credentials a token is missing. */
const REFUSED = /^(AccessDenied|AuthorizationError|MissingAuthenticationToken)(Exception)?$/;

/** Whether a call was let pass; any answer that is neither a success nor a refusal is thrown. */
export async function passes(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof Error && REFUSED.test(error.name)) return false;
    throw error;
  }
}
