import assert from "node:assert/strict";
import { test } from "node:test";
import { keyResources } from "./key-resources.ts";
import type { AwsPlace } from "./place.ts";
import type { Feeder } from "./queue-policies.ts";
import { accountOf, awsInput, example, ownAccounts, parsed, place, type StackChange } from "./test-support/input.ts";

const feeder: Feeder = { service: "sns.amazonaws.com", sourceArns: ["arn:aws:sns:eu-west-1:111122223333:ar_T"] };
const CREATE: StackChange = { place: { ...place, kmsKey: "create" } };

const keysOf = (change: StackChange, of: Feeder = feeder) =>
  new Map(keyResources(awsInput(example, change), () => of).map((resource) => [resource.id, resource]));

test("each team has a key with an alias, protected as its queues are", () => {
  const keys = keysOf(CREATE);
  assert.deepEqual(
    [...keys.keys()].sort(),
    ["crm", "data-analysis", "marketing"].flatMap((team) => [`key:${team}`, `key:${team}/alias`]),
  );
  const { policy, ...properties } = keys.get("key:crm")?.properties ?? {};
  assert.ok(policy);
  assert.deepEqual(properties, {
    description: "Events of crm, organization ar",
    deletionWindowInDays: 30,
    enableKeyRotation: true,
    tags: { "event-topology:team": "crm", "managed-by": "event-topology" },
  });
  const { holdsMessages, retainOnDelete, name } = keys.get("key:crm") ?? {};
  assert.deepEqual([holdsMessages, retainOnDelete, name], [true, true, "alias/event-topology_ar_crm"]);
  const alias = keys.get("key:crm/alias");
  assert.deepEqual(alias?.properties, { name: "alias/event-topology_ar_crm" });
  assert.deepEqual(alias?.dependsOn, ["key:crm"]);
});

test("a key's policy: the account administers, the deliverer of the topics and the team's consumers use it through SQS", () => {
  const [administration, ...uses] = parsed(keysOf(CREATE).get("key:crm")?.properties["policy"]).Statement;
  assert.deepEqual(administration?.Principal, { AWS: "arn:aws:iam::111122223333:root" });
  for (const action of [administration?.Action ?? []].flat())
    assert.doesNotMatch(action, /Decrypt|Encrypt|DataKey|CreateGrant|\*\*|:\*$/);
  assert.deepEqual(uses, [
    {
      Sid: "AllowDelivery",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:ar_T" },
        StringEqualsIfExists: { "aws:SourceAccount": "111122223333" },
      },
    },
    {
      Sid: "AllowConsumers",
      Effect: "Allow",
      Principal: "*",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/crm" },
        StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
      },
    },
  ]);
});

test("roles of other accounts that deliver use the key through SQS", () => {
  const role = { arn: "arn:aws:iam::444455556666:role/d", place: { ...place, account: "444455556666" } };
  const policy = keysOf(CREATE, { ...feeder, sourceArns: [], roles: [role] }).get("key:crm")?.properties["policy"];
  const found = parsed(policy).Statement.find(({ Sid }) => Sid === "AllowDeliveryFromOtherAccounts");
  assert.deepEqual(found?.Principal, { AWS: "arn:aws:iam::444455556666:root" });
  assert.deepEqual(found?.Condition, {
    ArnEquals: { "aws:PrincipalArn": role.arn },
    StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
  });
});

test("a team that only owns events has a key without readers, one with nothing has none", () => {
  const owner = { events: { A: "crm" } };
  const made = keyResources(awsInput(owner, CREATE), () => feeder);
  const sids = parsed(made[0]?.properties["policy"]).Statement.map(({ Sid }) => Sid);
  assert.deepEqual(sids, ["Administration"]);
  const { desired, ...rest } = awsInput(owner, CREATE);
  assert.deepEqual(
    keyResources({ ...rest, desired: { ...desired, topics: [] } }, () => feeder),
    [],
  );
});

test("a key is made where the team is, and only for who asks for one", () => {
  const own = (team: string): Partial<AwsPlace> =>
    team === "crm" ? { kmsKey: "create" } : { kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/k" };
  const keys = keysOf(ownAccounts(own));
  assert.deepEqual([...keys.keys()], ["key:crm", "key:crm/alias"]);
  assert.equal(keys.get("key:crm")?.provider, `provider:aws/${accountOf("crm")}/eu-west-1`);
});
