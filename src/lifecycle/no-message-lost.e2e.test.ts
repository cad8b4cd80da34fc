/** Edits on the real engine with messages in flight: whatever a cloud took is received, or waits among the dead letters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { TeamManifest } from "../backends/manifest.ts";
import { backends } from "../backends/registry.ts";
import { type LiveStack, liveStack } from "./test-support/live-stack.ts";
import { type Accepted, kindOf, messageKey, type Route, type Tap, Traffic, tapsOf } from "./test-support/traffic.ts";

/** What a cloud can do in this story. */
interface Cloud {
  /** Ordered queues, which begin in a new generation. */
  readonly orders: boolean;
  /** A queue that is retired gets no more messages; elsewhere the former generation goes on getting what the new one gets, too. */
  readonly stopsInflow: boolean;
  /** An event goes its owner's own way, and cannot change it while it is published. */
  readonly ownWays: boolean;
}

const CLOUDS: Readonly<Record<string, Cloud>> = {
  "gcp-pubsub": { orders: true, stopsInflow: false, ownWays: false },
  "aws-sns-sqs": { orders: true, stopsInflow: true, ownWays: false },
  "aws-eventbridge": { orders: false, stopsInflow: true, ownWays: true },
};

function before({ orders }: Cloud): string {
  return `
version: 1
organization: ar
defaults: { subscription: { ackDeadline: 10s } }
teams:
  crm:
    events: { CUSTOMER: , MOVED: , ORDER: { ordered: ${orders} } }
    subscriptions: [EMAIL]
  marketing:
    events: { EMAIL: , SURVEY: }
    subscriptions:
      - { event: CUSTOMER, filter: { kind: a } }
      - { event: ORDER }
      - { queue: projection, events: [CUSTOMER, MOVED] }
  data:
    subscriptions: [SURVEY, MOVED]
`;
}

/** What has become of the story so far. */
interface Chapter {
  /** What data says of the surveys, which nobody needs any more. */
  readonly surveys: string;
  /** The generations before are still read. */
  readonly previous: boolean;
  /** Who owns MOVED, and whether anybody may publish it. */
  readonly moved: "sales, retired" | "marketing, retired" | "marketing";
}

/** A wider filter and an order by a new generation, a team and a queue with other names, an event with another owner. */
function after(cloud: Cloud, { surveys, previous, moved }: Chapter): string {
  const former = cloud.stopsInflow ? "drain" : "delete";
  const generation = (more: string) =>
    previous ? `generation: 2, previous: { ${more}retired: ${former} }` : "generation: 2";
  const movedAt = (team: string) =>
    moved === team ? "MOVED: , " : moved.startsWith(`${team},`) ? "MOVED: { retired: drain }, " : "";
  return `
version: 1
organization: ar
defaults: { subscription: { ackDeadline: 10s } }
teams:
  sales:
    formerly: crm
    events: { ${movedAt("sales")}CUSTOMER: , ORDER: { ordered: ${cloud.orders} } }
    subscriptions: [EMAIL]
  marketing:
    events: { ${movedAt("marketing")}EMAIL: , SURVEY: }
    subscriptions:
      - { event: CUSTOMER, filter: { kind: [a, b] }, ${generation("filter: { kind: a }, ")} }
      - { event: ORDER, ordered: ${cloud.orders}, ${generation("")} }
      - { queue: audience, formerly: projection, events: [CUSTOMER, MOVED] }
  data:
    subscriptions: [${surveys}MOVED]
`;
}

/** The queues by the names they have at first. */
const FIRST_NAMES: Readonly<Record<string, string>> = {
  "sales/EMAIL": "crm/EMAIL",
  "marketing/audience": "marketing/projection",
};

/** Nobody reads it until it is retired. */
const BACKLOG = "data/SURVEY";
const SECONDS_TO_ARRIVE = 60;

for (const { name } of backends)
  test(`${name}: no message is lost while the topology changes`, async (context) => {
    const cloud = CLOUDS[name];
    assert.ok(cloud, "the story says what the cloud can do");
    const stack = await liveStack(context, name);
    const first = await stack.up(before(cloud));
    const traffic = new Traffic(stack.connectAs);
    context.after(() => traffic.close());
    const routes = routesOf(first.manifests);
    traffic.publishBy(routes);
    traffic.readFrom(tapsWithout(BACKLOG, first.manifests));

    await refusesWhatWouldLoseMessages(stack, cloud, name);

    // Everybody tries every way there was and will be, all through the deploys.
    const retiring = { surveys: "{ event: SURVEY, retired: drain }, ", previous: true };
    const last = after(cloud, { surveys: "", previous: false, moved: "marketing" });
    const ways = [...routes, ...routesOf(await stack.planned(last))];
    traffic.publishBy(ways);
    const retired = Date.now();
    const moved = cloud.ownWays ? "sales, retired" : "marketing";
    const second = await stack.up(after(cloud, { ...retiring, moved }));
    const widened = Date.now();
    traffic.readFrom([...tapsWithout(BACKLOG, first.manifests), ...tapsWithout(BACKLOG, second.manifests)]);

    const expected = ({ event, number, at }: Accepted): readonly string[] => {
      if (event === "SURVEY") return at < retired ? [BACKLOG] : [];
      if (event === "CUSTOMER")
        return kindOf(number) === "a" || at > widened
          ? ["marketing/CUSTOMER", "marketing/projection"]
          : ["marketing/projection"];
      return QUEUES[event] ?? assert.fail(`nobody expects ${event}`);
    };

    const told = await stack.refused(after(cloud, { ...retiring, surveys: "", moved }));
    assert.match(told, /not-drained data\/SURVEY is to be deleted once it is empty, and is not: \d+ messages? in /);
    traffic.readFrom(tapsOf(second.manifests, firstName));
    await untilNothingIsMissing(traffic, expected);
    if (cloud.ownWays) await stack.up(after(cloud, { ...retiring, moved: "marketing, retired" }));
    // On Pub/Sub surveys go on coming in until the subscription is gone: nobody publishes one for a moment.
    traffic.publishBy(ways.filter(({ event }) => event !== "SURVEY"));
    await sleep(1000);
    const third = await stack.up(last);
    traffic.readFrom(tapsOf(third.manifests, firstName));
    const settled = Date.now();
    traffic.publishBy(routesOf(third.manifests));
    await sleep(2000);
    traffic.stopPublishing();

    const missing = await untilNothingIsMissing(traffic, expected);
    const copies = traffic.accepted.flatMap((message) => expected(message)).length;
    context.diagnostic(
      `${name}: ${traffic.accepted.length} messages published, ${copies} copies expected, ${traffic.twice} received again, ${missing.length} lost`,
    );
    assert.deepEqual(missing.slice(0, 10), []);
    for (const event of ["CUSTOMER", "MOVED", "ORDER", "EMAIL", "SURVEY"])
      for (const [when, since, until] of [
        ["at first", 0, retired],
        ["in the end", settled, Number.POSITIVE_INFINITY],
      ] as const)
        assert.ok(
          traffic.accepted.some((message) => message.event === event && message.at > since && message.at < until),
          `${event} was published ${when}`,
        );
  });

const QUEUES: Readonly<Record<string, readonly string[]>> = {
  EMAIL: ["crm/EMAIL"],
  MOVED: ["marketing/projection", "data/MOVED"],
  ORDER: ["marketing/ORDER"],
};

/** Removals, a change in place that the cloud does not know, a team without its former name; and a team that moves. */
async function refusesWhatWouldLoseMessages(stack: LiveStack, cloud: Cloud, name: string): Promise<void> {
  const careless = before(cloud)
    .replace("crm:", "sales:")
    .replace("[SURVEY, MOVED]", "[MOVED]")
    .replace("{ kind: a }", "{ kind: [a, b] }");
  const told = await stack.refused(careless);
  assert.match(told, /renamed-team the team crm is gone/);
  assert.match(told, /removed-without-tombstone data\/SURVEY would be deleted/);
  if (cloud.ownWays) assert.match(told, /handed-over-in-flight .*MOVED.* would leave the bus ar_crm for ar_sales/);
  if (name === "gcp-pubsub")
    assert.match(told, /cannot-change-in-place .* the filter of marketing\/CUSTOMER cannot change/);

  const elsewhere =
    name === "gcp-pubsub"
      ? { gcp: { project: "ar-moved", projectNumber: "333" } }
      : { aws: { account: "333333333333" }, principals: ["arn:aws:iam::333333333333:role/marketing"] };
  const moved = await stack.refused(before(cloud), (config) => {
    const teams = config["event-topology:teams"] as Record<string, object>;
    teams["marketing"] = { ...teams["marketing"], ...elsewhere };
  });
  assert.match(moved, /moved-with-messages what belongs to marketing stands in /);
}

async function untilNothingIsMissing(
  traffic: Traffic,
  expected: (message: Accepted) => readonly string[],
): Promise<readonly string[]> {
  const now = [...traffic.accepted];
  for (const deadline = Date.now() + SECONDS_TO_ARRIVE * 1000; ; await sleep(200)) {
    const missing = now.flatMap((message) =>
      expected(message)
        .filter((queue) => !traffic.receivedBy(queue).has(messageKey(message.event, message.number)))
        .map(
          (queue) =>
            `${queue} misses ${messageKey(message.event, message.number)} of ${new Date(message.at).toISOString()}`,
        ),
    );
    if (missing.length === 0 || Date.now() > deadline) return missing;
  }
}

type Manifests = Readonly<Record<string, TeamManifest>>;

function routesOf(manifests: Manifests): readonly Route[] {
  return Object.values(manifests).flatMap(({ team, publishes }) =>
    Object.entries(publishes).map(([event, { to }]): Route => ({ team, event, to, keyed: event === "ORDER" })),
  );
}

function firstName(team: string, queue: string): string {
  return FIRST_NAMES[`${team}/${queue}`] ?? `${team}/${queue}`;
}

function tapsWithout(unread: string, manifests: Manifests): readonly Tap[] {
  return tapsOf(manifests, firstName).filter(({ queue }) => queue !== unread);
}
