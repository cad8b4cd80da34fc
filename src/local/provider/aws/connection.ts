import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Properties } from "../input-property.ts";
import type { Connection } from "../resource-type.ts";

/** Clients of one account; each region has its own, made when first asked for. */
export interface AwsConnection extends Connection {
  readonly account: string;
  sns(region: string): SNSClient;
  sqs(region: string): SQSClient;
  events(region: string): EventBridgeClient;
  kms(region: string): KMSClient;
  cloudWatch(region: string): CloudWatchClient;
  iam(): IAMClient;
}

/**
 * Connects to the AWS emulator at `AWS_ENDPOINT_URL`, in the account and region of the provider's settings. The
 * emulator takes the account from the access key id and knows its root by the secret `test`.
 * @throws Error naming what is missing.
 */
export function connect(settings: Properties, environment: NodeJS.ProcessEnv): AwsConnection {
  const endpoint = environment["AWS_ENDPOINT_URL"];
  if (endpoint === undefined || endpoint === "")
    throw new Error("the local aws provider needs AWS_ENDPOINT_URL (URL of the AWS emulator)");
  const region = settings["region"];
  if (typeof region !== "string" || region === "") throw new Error('the aws provider needs the setting "region"');
  const account = accountOf(settings);
  const credentials = { accessKeyId: account, secretAccessKey: "test" };
  const plain = { useFipsEndpoint: false, useDualstackEndpoint: false };
  const configuration = (own: string) => ({ endpoint, region: own, credentials, ...plain });
  const iam = byRegion((own) => new IAMClient(configuration(own)));
  return {
    inherited: { region },
    account,
    sns: byRegion((own) => new SNSClient(configuration(own))),
    sqs: byRegion((own) => new SQSClient({ ...configuration(own), useQueueUrlAsEndpoint: false })),
    events: byRegion((own) => new EventBridgeClient(configuration(own))),
    kms: byRegion((own) => new KMSClient(configuration(own))),
    cloudWatch: byRegion((own) => new CloudWatchClient(configuration(own))),
    iam: () => iam(region),
  };
}

function accountOf(settings: Properties): string {
  const accounts = settings["allowedAccountIds"];
  const account = Array.isArray(accounts) ? String(accounts[0]) : "";
  if (/^\d{12}$/.test(account)) return account;
  throw new Error('the aws provider needs the setting "allowedAccountIds" with the account of 12 digits');
}

function byRegion<T>(make: (region: string) => T): (region: string) => T {
  const made = new Map<string, T>();
  return (region) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
