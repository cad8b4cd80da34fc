import type { ImportForm } from "../adoption.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { queueUrl } from "./arn.ts";
import type { AwsPlace } from "./place.ts";

type Properties = CloudResource["properties"];

const text = (properties: Properties, key: string): string => String(properties[key]);

const QUEUE_URL = /^https:\/\/sqs\.[a-z0-9-]+\.amazonaws\.com(\.cn)?\/\d{12}\/(?<name>[A-Za-z0-9_-]{1,80}(\.fifo)?)$/;
const URL_EXAMPLE = "https://sqs.eu-west-1.amazonaws.com/111122223333/orders";

/** A FIFO queue or topic cannot become another, nor the other way round. */
export function fifoProblem(importId: string, isFifo: boolean): string | undefined {
  if (importId.endsWith(".fifo") === isFifo) return undefined;
  return isFifo
    ? "which is not FIFO, while the topology says that it is ordered; remove ordered"
    : 'which is FIFO, while the topology does not say that it is ordered; add "ordered: true"';
}

export const QUEUE = {
  pattern: QUEUE_URL,
  example: URL_EXAMPLE,
  idOf: (properties: Properties, place: AwsPlace) => queueUrl(place, text(properties, "name")),
  problem: (importId: string, { fifoQueue }: Properties) => fifoProblem(importId, fifoQueue === true),
} satisfies ImportForm<AwsPlace>;

/** What is imported by its name. */
export function byName(pattern: RegExp, example: string) {
  return {
    pattern,
    example,
    idOf: (properties: Properties) => text(properties, "name"),
  } satisfies ImportForm<AwsPlace>;
}

export const ROLE_POLICY = {
  pattern: /^[\w+=,.@-]+:(?<name>[\w+=,.@-]+)$/,
  example: "crm:event-topology",
  idOf: (properties: Properties) => `${text(properties, "role")}:${text(properties, "name")}`,
} satisfies ImportForm<AwsPlace>;

export const ALIAS = byName(/^(?<name>alias\/[\w/-]+)$/, "alias/orders");

/** Of what both AWS backends use. */
export const sharedImports = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": byName(/^.{1,255}$/, "orders-dead-letters"),
  "aws:iam/rolePolicy:RolePolicy": ROLE_POLICY,
  "aws:kms/alias:Alias": ALIAS,
  "aws:kms/key:Key": { pattern: /^(mrk-)?[0-9a-f-]+$/, example: "1234abcd-12ab-34cd-56ef-1234567890ab" },
  "aws:sqs/queue:Queue": QUEUE,
} satisfies Readonly<Record<string, ImportForm<AwsPlace>>>;
