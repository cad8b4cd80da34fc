import { GetQueueAttributesCommand, SQSClient, type SQSClientConfig } from "@aws-sdk/client-sqs";
import { AssumeRoleCommand, STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import type { DeployedResource, ReadDepth } from "../deployed.ts";
import type { AwsPlace } from "./place.ts";

type Credentials = Exclude<SQSClientConfig["credentials"], undefined>;

/** All states in which a message is not handled yet (SQS API Reference, GetQueueAttributes). */
const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** Each answer is a sample of the queue's servers, and eventually consistent (the same page): the largest of several counts. */
const SAMPLES = 3;

/** Asks SQS with the credentials that deploy to the place: the role to assume, or those that the SDK finds. */
export const readDepth: ReadDepth<AwsPlace> = async (resource, place) => {
  const sqs = new SQSClient({ ...(await connection(place)), useQueueUrlAsEndpoint: false });
  try {
    const samples: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) samples.push(await waiting(sqs, resource));
    return Math.max(...samples);
  } catch (error) {
    if (error instanceof Error && GONE.includes(error.name)) return 0;
    throw error;
  } finally {
    sqs.destroy();
  }
};

const GONE = ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"];

async function waiting(sqs: SQSClient, { id, outputs }: DeployedResource): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl: String(outputs["url"]), AttributeNames: [...COUNTS] });
  const { Attributes = {} } = await sqs.send(command);
  const counts = COUNTS.map((name) => Number(Attributes[name]));
  if (counts.some(Number.isNaN)) throw new Error(`SQS does not tell how many messages are in ${id}`);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function connection({ account, region, assumeRole }: AwsPlace) {
  const own = { region, maxAttempts: 3, ...emulated(account) };
  return assumeRole === undefined ? own : { ...own, credentials: await assumed(assumeRole, own) };
}

/** On this machine it is an emulator: those take the account from the access key, and `test` for the root's secret. */
function emulated(account: string): { readonly credentials?: Credentials } {
  const endpoint = process.env["AWS_ENDPOINT_URL"];
  if (endpoint === undefined || !["127.0.0.1", "localhost", "[::1]"].includes(new URL(endpoint).hostname)) return {};
  return { credentials: { accessKeyId: account, secretAccessKey: "test" } };
}

async function assumed(role: string, own: STSClientConfig): Promise<Credentials> {
  const sts = new STSClient(own);
  try {
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "event-topology" }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw new Error(`STS gave no complete session of ${role}`);
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  } finally {
    sts.destroy();
  }
}
