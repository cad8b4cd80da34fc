import { readFileSync } from "node:fs";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { SQSClientConfig } from "@aws-sdk/client-sqs";

/** Where an AWS emulator listens and what is needed to trust it. */
export interface AwsEndpoint {
  readonly endpoint: string;
  /** PEM file with the certificate of the emulator; needed for an `https:` endpoint. */
  readonly certificateFile?: string;
  readonly region: string;
}

/** Keys, or a function the SDK asks again when they have expired. */
export type AwsCredentials = NonNullable<SQSClientConfig["credentials"]>;

/** Longer than the longest poll (SQS: 20 seconds), so that only a dead emulator runs into it. */
const REQUEST_MILLISECONDS = 30_000;

/**
 * Configuration for any client of `@aws-sdk`: talks to the emulator and nothing else. Everything the SDK would
 * otherwise look up in `~/.aws`, the environment or the instance metadata is given. `client.destroy()` closes its
 * sockets, so call this once for each client. Add `useQueueUrlAsEndpoint: false` for SQS: queue URLs are AWS's own.
 */
export function awsConnection(options: AwsEndpoint & { readonly credentials: AwsCredentials }) {
  const { endpoint, certificateFile, region, credentials } = options;
  const ca = certificateFile === undefined ? undefined : readFileSync(certificateFile);
  return {
    endpoint,
    region,
    credentials,
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "standard",
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    authSchemePreference: ["sigv4"] as string[],
    disableClockSkewCorrection: false,
    userAgentAppId: "event-topology",
    requestHandler: {
      requestTimeout: REQUEST_MILLISECONDS,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) }),
    },
  } as const;
}

/** The root user of an account on the emulator, which knows any 12 digits as an access key. */
export function rootOf(account: string): { readonly accessKeyId: string; readonly secretAccessKey: string } {
  return { accessKeyId: account, secretAccessKey: "test" };
}
