import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../../test-support/compiled.ts";
import { type Accounts, onStack, ownPlaceOf } from "../../test-support/stack.ts";
import type { BackendInput } from "../backend.ts";
import { checkDeployment } from "../check-deployment.ts";
import { awsEventbridge } from "./index.ts";
import type { AwsPlace } from "./settings.ts";

const BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/central";
const put = (source: string, detailType: string, more: object = {}) => ({ eventBus: BUS, source, detailType, ...more });

const TOPOLOGY = `version: 1
organization: ar
teams:
  crm: { events: { CREATED: {}, OWN: {} } }
  billing: { events: { INVOICED: {} } }
  sales:
    subscriptions:
      - { queue: projection, events: [CREATED, INVOICED, OWN] }
`;

async function on(existing: object, topology = TOPOLOGY, accounts: Accounts = "shared") {
  return onStack(awsEventbridge, await compiled(topology), { existing }, accounts) as BackendInput<AwsPlace>;
}
const propertiesOf = (input: BackendInput<AwsPlace>) =>
  new Map(awsEventbridge.resources(input).map(({ id, properties }) => [id, properties]));
const messages = (input: BackendInput<AwsPlace>, code: string) =>
  checkDeployment(awsEventbridge, input)
    .filter((found) => found.code === code)
    .map(({ message }) => message);

const RULE = "rule:sales/projection/111122223333~eu-west-1~central";

test("one rule on the bus for all its events, whoever owns them; the detail is what the consumer gets", async () => {
  const input = await on({ events: { CREATED: put("legacy", "Created"), INVOICED: put("legacy", "Invoiced") } });
  const made = propertiesOf(input);
  assert.equal(made.get(RULE)?.["eventPattern"], '{"detail-type":["Created","Invoiced"],"source":["legacy"]}');
  assert.equal(made.get(RULE)?.["eventBusName"], "central");
  assert.equal(made.get(RULE)?.["name"], "ar_sales_projection");
  const target = made.get(RULE.replace("rule:", "target:"));
  assert.equal(target?.["inputPath"], "$.detail");
  const own = made.get("target:sales/projection/crm");
  assert.equal(own?.["inputPath"], "$.detail.message");
  assert.ok(!made.has("event-bus:billing") && made.has("event-bus:crm"));
  const policy = JSON.parse(String(made.get("subscription:sales/projection")?.["policy"]));
  assert.deepEqual(policy.Statement[0].Condition.ArnEquals["aws:SourceArn"], [
    "arn:aws:events:eu-west-1:111122223333:rule/ar_crm/sales_projection",
    "arn:aws:events:eu-west-1:111122223333:rule/central/ar_sales_projection",
  ]);
});

test("a publisher may put its own events of a source, and no others", async () => {
  const made = propertiesOf(
    await on({ events: { CREATED: put("legacy", "Created"), INVOICED: put("legacy", "Invoiced") } }),
  );
  const { Statement } = JSON.parse(String(made.get("policy:team:billing/billing")?.["policy"]));
  assert.deepEqual(Statement, [
    {
      Sid: "PublishOnExisting1",
      Effect: "Allow",
      Action: "events:PutEvents",
      Resource: BUS,
      Condition: { "ForAllValues:StringEquals": { "events:detail-type": "Invoiced", "events:source": "legacy" } },
    },
  ]);
});

test("several sources, and events of one detail-type told apart by a field of the detail", async () => {
  const events = {
    CREATED: put("a", "Changed", { bodyField: { "kind.name": "created" } }),
    OWN: put("a", "Changed", { bodyField: { "kind.name": "own" } }),
    INVOICED: put("b", "Invoiced"),
  };
  const pattern = JSON.parse(String(propertiesOf(await on({ events })).get(RULE)?.["eventPattern"]));
  assert.deepEqual(pattern, {
    $or: [
      { "detail-type": ["Changed"], detail: { kind: { name: ["created", "own"] } }, source: ["a"] },
      { "detail-type": ["Invoiced"], source: ["b"] },
    ],
  });
});

test("the default bus has no name in the ARNs of its rules", async () => {
  const input = await on({
    events: { CREATED: { ...put("legacy", "Created"), eventBus: BUS.replace("central", "default") } },
  });
  const policy = String(propertiesOf(input).get("subscription:sales/projection")?.["policy"]);
  assert.ok(policy.includes("arn:aws:events:eu-west-1:111122223333:rule/ar_sales_projection"), policy);
});

test("publishers are told that the detail is the message", async () => {
  const input = await on({ events: { CREATED: put("legacy", "Created") } });
  const crm = awsEventbridge.manifests(input).find(({ team }) => team === "crm")?.publishes;
  assert.deepEqual(crm?.["CREATED"]?.to, {
    kind: "event-bus",
    eventBusArn: BUS,
    region: "eu-west-1",
    source: "legacy",
    detailType: "Created",
    plain: true,
  });
});

test("filters on attributes are refused there", async () => {
  const filtered = TOPOLOGY.replace("OWN] }", "OWN], filter: { country: th } }");
  const input = await on({ events: { CREATED: put("legacy", "Created") } }, filtered);
  assert.match(
    messages(input, "filter-not-supported")[0] ?? "",
    /looks at attributes, which events on the existing bus \S+ do not have/,
  );
});

test("rules are made in the account of the bus, so some team has to be there", async () => {
  const input = await on({
    events: { CREATED: { ...put("legacy", "Created"), eventBus: BUS.replace("111122223333", "999988887777") } },
  });
  assert.match(
    messages(input, "existing-bus-elsewhere")[0] ?? "",
    /no team is placed in account 999988887777, eu-west-1/,
  );
});

test("in another account: rule, role and what was not delivered stand with the bus, and its policy has to let publishers in", async () => {
  const { account } = ownPlaceOf(awsEventbridge, "billing") as { readonly account: string };
  const eventBus = BUS.replace("111122223333", account);
  const input = await on({ events: { CREATED: { ...put("legacy", "Created"), eventBus } } }, TOPOLOGY, "own");
  const key = `${account}~eu-west-1~central`;
  const provider = `provider:aws/${account}/eu-west-1`;
  const made = new Map(awsEventbridge.resources(input).map((resource) => [resource.id, resource]));
  for (const id of ["rule", "target", "role", "undeliverable-queue"].map((kind) => `${kind}:sales/projection/${key}`))
    assert.equal(made.get(id)?.provider, provider, id);
  const [warning] = messages(input, "bus-policy-not-managed");
  assert.match(
    warning ?? "",
    new RegExp(
      `^the bus ${eventBus} is not ours to change; .*"Action":"events:PutEvents".*"events:detail-type":"Created"`,
    ),
  );
  assert.deepEqual(messages(await on({ events: { CREATED: put("legacy", "Created") } }), "bus-policy-not-managed"), []);
});
