/** An owner in one account, a subscriber in another: what the backends make for it works, and nothing more than that. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import type { AwsPlace } from "../../../backends/aws/place.ts";
import { awsEventbridge } from "../../../backends/aws-eventbridge/index.ts";
import { awsSnsSqs } from "../../../backends/aws-sns-sqs/index.ts";
import type { Backend, BackendInput } from "../../../backends/backend.ts";
import type { CloudResource } from "../../../backends/cloud-resource.ts";
import { compiled } from "../../../test-support/compiled.ts";
import { onStack } from "../../../test-support/stack.ts";
import { connectAws } from "../../clients/aws.ts";
import { AccessRefused, type Client } from "../../clients/client.ts";
import { createRoles } from "../../emulators/aws-roles.ts";
import { startMinistack } from "../../emulators/ministack.ts";
import { stopServer } from "../../server.ts";
import { startPlugin } from "../test-support/plugin.ts";

const REGION = "eu-west-1";
const NOW = { max: 10, seconds: 2 };
const CREATED = { topic: "CUSTOMER_CREATED", data: { id: 7 } };
const [OWNER, SUBSCRIBER] = ["111111111111", "222222222222"];
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;
const CRM = role(OWNER, "crm");
const MARKETING = role(SUBSCRIBER, "marketing");
const STRANGER = role(OWNER, "stranger");
const NAMESAKE = role(OWNER, "marketing");

type Plugin = Awaited<ReturnType<typeof startPlugin>>;

async function inputOf(
  backend: Backend<AwsPlace>,
  organization: string,
  more: Partial<AwsPlace> = {},
): Promise<BackendInput<AwsPlace>> {
  const topology = {
    version: 1,
    organization,
    teams: {
      crm: { events: { CUSTOMER_CREATED: {} } },
      marketing: { subscriptions: [{ event: "CUSTOMER_CREATED", filter: { country: ["th", "sg"] } }] },
    },
  };
  const teams = {
    crm: { principals: [CRM], aws: { account: OWNER, ...more } },
    marketing: { principals: [MARKETING], aws: { account: SUBSCRIBER, ...more } },
  };
  const input = onStack(backend as Backend, await compiled(topology), { teams }) as BackendInput<AwsPlace>;
  assert.deepEqual(backend.check(input), []);
  return input;
}

const folder = await mkdtemp(join(tmpdir(), "event-topology-accounts-"));
const emulator = await startMinistack({ logFile: join(folder, "aws.log"), progress: () => undefined });
after(async () => {
  await stopServer(emulator);
  await rm(folder, { recursive: true, force: true });
});
const { endpoint, certificateFile } = emulator;
const at = { endpoint, certificateFile, region: REGION };
await createRoles({ ...at, roleArns: [CRM, MARKETING, STRANGER, NAMESAKE] });

const plugins = new Map<string, Plugin>();
for (const account of [OWNER, SUBSCRIBER]) {
  const plugin = await startPlugin("aws", { AWS_ENDPOINT_URL: endpoint, NODE_EXTRA_CA_CERTS: certificateFile });
  await plugin.configure({ region: REGION, allowedAccountIds: JSON.stringify([account]) });
  plugins.set(`provider:aws/${account}/${REGION}`, plugin);
}

/** Each resource by its own provider, after what it depends on. */
async function make(resources: readonly CloudResource[], without: readonly string[] = []): Promise<void> {
  const waiting = new Map(resources.filter(({ id }) => !without.includes(id)).map((each) => [each.id, each]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].find(({ dependsOn }) => !dependsOn.some((id) => waiting.has(id)));
    assert.ok(ready);
    await makeOne(ready);
    waiting.delete(ready.id);
  }
}

async function makeOne({ provider, type, properties }: CloudResource): Promise<void> {
  const plugin = plugins.get(provider);
  assert.ok(plugin, provider);
  const { inputs, failures } = await plugin.check(type, properties);
  assert.deepEqual(failures, []);
  await plugin.create(type, inputs);
}

async function as<Result>(principal: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = await connectAws({ ...at, principal });
  return use(client).finally(() => client.close());
}

function the(resources: readonly CloudResource[], id: string): CloudResource {
  const found = resources.find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}

function addresses(backend: Backend<AwsPlace>, input: BackendInput<AwsPlace>) {
  const [crm, marketing] = backend.manifests(input);
  const to = crm?.publishes["CUSTOMER_CREATED"]?.to;
  const queue = marketing?.consumes["CUSTOMER_CREATED"];
  assert.ok(to && queue);
  return { to, queue };
}

for (const backend of [awsSnsSqs, awsEventbridge])
  describe(`${backend.name}, owner and subscriber in accounts of their own`, () => {
    test("the owner's event reaches the subscriber, filtered; nobody else publishes or reads", async () => {
      const input = await inputOf(backend, `works-${backend.name}`);
      await make(backend.resources(input));
      const { to, queue } = addresses(backend, input);

      await as(CRM, async (crm) => {
        await crm.publish(to, CREATED, { country: "th" });
        await crm.publish(to, CREATED, { country: "us" });
        await assert.rejects(crm.receive(queue.from, NOW), AccessRefused);
      });
      await as(MARKETING, async (marketing) => {
        const [received, ...none] = await marketing.receive(queue.from, NOW);
        assert.deepEqual(received?.envelope, CREATED);
        assert.equal(none.length, 0);
        await received?.ack();
        await assert.rejects(marketing.publish(to, CREATED), AccessRefused);
        for (const undeliverable of [queue.undeliverable, ...(queue.undeliverableElsewhere ?? [])])
          assert.deepEqual(undeliverable && (await marketing.receive(undeliverable, { max: 1, seconds: 0 })), []);
      });
      for (const principal of [STRANGER, NAMESAKE])
        await as(principal, async (stranger) => {
          await assert.rejects(stranger.publish(to, CREATED), AccessRefused);
          for (const from of [queue.from, queue.deadLetter, ...(queue.undeliverableElsewhere ?? [])]) {
            assert.ok(from);
            await assert.rejects(stranger.receive(from, NOW), AccessRefused);
          }
        });
    });
  });

test("SNS takes no subscription from an account that the topic's policy does not name", async () => {
  const input = await inputOf(awsSnsSqs, "unnamed");
  const resources = awsSnsSqs.resources(input);
  const feed = "feed:marketing/CUSTOMER_CREATED/CUSTOMER_CREATED";
  const policy = the(resources, "policy:topic:CUSTOMER_CREATED");
  await make(resources, [feed, policy.id]);
  const statements = JSON.parse(String(policy.properties["policy"])) as { Statement: { Sid: string }[] };
  const Statement = statements.Statement.filter(({ Sid }) => Sid !== "AllowSubscribersInOtherAccounts");
  assert.equal(Statement.length, statements.Statement.length - 1);
  const narrower = { ...policy.properties, policy: JSON.stringify({ ...statements, Statement }) };
  await makeOne({ ...policy, properties: narrower });
  await assert.rejects(makeOne(the(resources, feed)), /not authorized to perform: sns:Subscribe/);
  await makeOne(policy);
  // Only queues of the subscriber's own account.
  const foreign = `arn:aws:sqs:${REGION}:${OWNER}:elsewhere`;
  const { properties, ...subscription } = the(resources, feed);
  await assert.rejects(
    makeOne({ ...subscription, properties: { ...properties, endpoint: foreign } }),
    /not authorized to perform: sns:Subscribe/,
  );
  await makeOne(the(resources, feed));
});

test("SNS takes a subscription from an account of the organization, and from no other", async () => {
  for (const [organizationId, isTaken] of [
    ["o-eventtopology", true],
    ["o-another0rg00", false],
  ] as const) {
    const input = await inputOf(awsSnsSqs, organizationId, { organizationId });
    const making = make(awsSnsSqs.resources(input));
    if (isTaken) await making;
    else await assert.rejects(making, /not authorized to perform: sns:Subscribe/);
  }
});

for (const [of, why] of [
  ["policy:role:marketing/CUSTOMER_CREATED/crm", "the role's policy"],
  ["subscription:marketing/CUSTOMER_CREATED", "the queue's policy"],
] as const)
  test(`EventBridge delivers nothing without ${why}: the subscriber finds it in the owner's account`, async () => {
    const input = await inputOf(awsEventbridge, `lacks-${of.split(":")[0]}`);
    const resources = awsEventbridge.resources(input);
    const { policy: _gone, ...queue } = the(resources, "subscription:marketing/CUSTOMER_CREATED").properties;
    if (of.startsWith("policy:")) await make(resources, [of]);
    else await make(resources.map((each) => (each.id === of ? { ...each, properties: queue } : each)));
    const { to, queue: consumed } = addresses(awsEventbridge, input);
    await as(CRM, (crm) => crm.publish(to, CREATED, { country: "th" }));
    const [undeliverable] = consumed.undeliverableElsewhere ?? [];
    assert.ok(undeliverable?.kind === "sqs-queue" && undeliverable.queueArn.includes(OWNER));
    await as(MARKETING, async (marketing) => {
      assert.deepEqual(await marketing.receive(consumed.from, { max: 1, seconds: 0 }), []);
      const [lost] = await marketing.receive(undeliverable, NOW);
      assert.deepEqual(lost?.envelope, CREATED);
      assert.deepEqual([lost.attributes["country"], lost.attributes["ERROR_CODE"]], ["th", "NO_PERMISSIONS"]);
    });
  });

test("EventBridge does not assume a role that trusts another rule alone", async () => {
  const input = await inputOf(awsEventbridge, "distrust");
  const resources = awsEventbridge.resources(input);
  const delivery = the(resources, "role:marketing/CUSTOMER_CREATED/crm");
  const trust = String(delivery.properties["assumeRolePolicy"]);
  const other = trust.replace("/marketing_CUSTOMER_CREATED", "/another-rule");
  assert.notEqual(other, trust);
  await makeOne({ ...delivery, properties: { ...delivery.properties, assumeRolePolicy: other } });
  await make(resources, [delivery.id]);
  const { to, queue } = addresses(awsEventbridge, input);
  await as(CRM, (crm) => crm.publish(to, CREATED, { country: "th" }));
  await as(MARKETING, async (marketing) => {
    assert.deepEqual(await marketing.receive(queue.from, { max: 1, seconds: 1 }), []);
  });
});
