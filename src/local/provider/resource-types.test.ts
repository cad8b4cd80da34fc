import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { aws } from "./aws/aws.ts";
import { gcp } from "./gcp/gcp.ts";
import type { ResourceType } from "./resource-type.ts";

const require = createRequire(import.meta.url);

/** Inputs of the SDK's own class, read from its source: `true` for those it cannot do without. */
async function sdkInputs(token: string): Promise<ReadonlyMap<string, boolean>> {
  const [pkg, module] = token.split(":");
  const source = await readFile(sdkFile(`@pulumi/${pkg}/${module}`), "utf8");
  const inputs = [...source.matchAll(/resourceInputs\["(\w+)"\] = args\?\./g)].map(([, name = ""]) => name);
  const required = [...source.matchAll(/args\?\.(\w+) === undefined && !opts\.urn/g)].map(([, name]) => name);
  return new Map(inputs.map((name) => [name, required.includes(name)]));
}

/** A few files of the SDKs have their names in small letters: `serviceaccount/iAMMember` is `iammember.js`. */
function sdkFile(module: string): string {
  try {
    return require.resolve(module);
  } catch {
    return require.resolve(module.toLowerCase());
  }
}

for (const type of [...aws.resourceTypes, ...gcp.resourceTypes] as readonly ResourceType[])
  describe(type.token, () => {
    test("has the SDK's spelling for every input, and every input the SDK requires", async () => {
      const inputs = await sdkInputs(type.token);
      assert.ok(inputs.size > 0);
      for (const name of Object.keys(type.inputs)) assert.ok(inputs.has(name), `${name} is not in the SDK`);
      for (const [name, isRequired] of inputs)
        if (isRequired) assert.ok(type.inputs[name]?.required, `${name} is required`);
    });

    test("names its own inputs where it refers to them", () => {
      if (type.name !== undefined) assert.equal(type.inputs[type.name]?.forceNew, true);
      for (const { conflictsWith = [] } of Object.values(type.inputs))
        for (const other of conflictsWith) assert.ok(Object.hasOwn(type.inputs, other), other);
    });
  });

/** Cloud reference, section 4, P1. */
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
  "gcp:pubsub/topic:Topic": ["name", "project"],
  "gcp:pubsub/subscription:Subscription": ["name", "project", "topic", "filter", "enableMessageOrdering"],
  "gcp:pubsub/schema:Schema": ["name", "project", "type"],
  "aws:sqs/queue:Queue": ["name", "region", "fifoQueue"],
  "aws:sns/topic:Topic": ["name", "region", "fifoTopic"],
  "aws:sns/topicSubscription:TopicSubscription": ["topic", "protocol", "endpoint", "region"],
  "aws:cloudwatch/eventBus:EventBus": ["name", "region"],
  "aws:cloudwatch/eventRule:EventRule": ["name", "region", "eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": ["rule", "eventBusName", "targetId", "region"],
  "aws:cloudwatch/eventArchive:EventArchive": ["name", "eventSourceArn", "region"],
  "aws:schemas/registry:Registry": ["name", "region"],
  "aws:kms/key:Key": ["region", "keyUsage", "customerMasterKeySpec", "multiRegion"],
  "aws:kms/alias:Alias": ["name", "region"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name", "region"],
  "aws:schemas/schema:Schema": ["name", "registryName", "region"],
};

test("the inputs that force a replacement are the real provider's", () => {
  for (const [token, expected] of Object.entries(FORCE_NEW)) {
    const type = [...aws.resourceTypes, ...gcp.resourceTypes].find((candidate) => candidate.token === token);
    const actual = Object.entries(type?.inputs ?? {}).flatMap(([name, { forceNew }]) => (forceNew ? [name] : []));
    assert.deepEqual(actual.sort(), [...expected].sort(), token);
  }
});
