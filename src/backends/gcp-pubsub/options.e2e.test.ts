/**
 * Every option of Pub/Sub by messages: one topology that uses them all, on the real engine and the emulator. The key, the
 * storage regions, the alert policies and the grants outside of Pub/Sub are registered by the engine, and nothing more can
 * be seen of them: no emulator has their services.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { calledBy, type GcpConnection, gcpConnection } from "../../local/clients/gcp-connection.ts";
import { DEPLOYER } from "../../local/provider/deployer.ts";
import { everything, PUSHER, UPDATED } from "./test-support/everything.ts";
import { account, place } from "./test-support/gcp-input.ts";
import { type LiveProject, startLiveProject } from "./test-support/live-project.ts";
import { type PushServer, startPushServer } from "./test-support/push-server.ts";

const topic = (event: string) => `projects/${place.project}/topics/ar_${event}`;
const subscription = (name: string) => `projects/${place.project}/subscriptions/ar_marketing_${name}`;
const as = (team: string) => calledBy(account(team));

let push: PushServer;
let live: LiveProject;
let cloud: GcpConnection;
before(async () => {
  push = await startPushServer((count) => (count === 1 ? 500 : 204));
  live = await startLiveProject(push.certificate);
  cloud = await gcpConnection(live.endpoint);
  const { code, output } = await live.up(scene());
  assert.equal(code, 0, output);
});
after(async () => {
  await Promise.all([cloud.publisher.close(), cloud.subscriber.close()]);
  await live.end();
  await push.close();
});

/** With the endpoint that there is, and other teams and another schema of UPDATED where they are given. */
function scene(teams: string = everything.teams, updated: object = UPDATED) {
  const marketing = {
    ...everything.placeOf.marketing,
    push: { pushed: { endpoint: push.endpoint, serviceAccount: PUSHER } },
  };
  const files = { "schemas/updated.json": JSON.stringify(updated) };
  return { ...everything, teams, files, placeOf: { marketing } };
}

interface Sent {
  readonly data: unknown;
  readonly attributes?: Record<string, string>;
  readonly orderingKey?: string;
}

async function publish(event: string, ...messages: readonly Sent[]): Promise<void> {
  const encoded = messages.map(({ data, ...rest }) => ({
    data: Buffer.from(JSON.stringify({ topic: event, data })),
    ...rest,
  }));
  await cloud.publisher.publish({ topic: topic(event), messages: encoded }, as("crm"));
}

interface Taken {
  readonly data: unknown;
  readonly ackId: string;
}

/** Pulls until there are so many messages, or time is up. */
async function take(name: string, count: number, seconds = 5): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const deadline = Date.now() + seconds * 1000; taken.length < count && Date.now() < deadline; await sleep(50)) {
    const request = { subscription: subscription(name), maxMessages: count - taken.length, returnImmediately: true };
    const [{ receivedMessages }] = await cloud.subscriber.pull(request, as("marketing"));
    for (const { message, ackId } of receivedMessages ?? []) {
      const { data } = JSON.parse(Buffer.from(message?.data ?? "").toString()) as { data: unknown };
      taken.push({ data, ackId: ackId ?? "" });
    }
  }
  return taken;
}

const acknowledge = (name: string, taken: readonly Taken[]) =>
  cloud.subscriber.acknowledge(
    { subscription: subscription(name), ackIds: taken.map(({ ackId }) => ackId) },
    as("marketing"),
  );
const refuse = (name: string, { ackId }: Taken) =>
  cloud.subscriber.modifyAckDeadline(
    { subscription: subscription(name), ackIds: [ackId], ackDeadlineSeconds: 0 },
    as("marketing"),
  );
const data = (taken: readonly Taken[]) => taken.map((one) => one.data);

/** Takes and acknowledges, until nothing comes any more. */
async function drained(name: string): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const taken = await take(name, 10, 0.5);
    if (taken.length === 0) return all;
    await acknowledge(name, taken);
    all.push(...data(taken));
  }
}

describe("everything at once", () => {
  test("ordered: a key's messages come in order, and again in order when the first is refused", async () => {
    await publish("CREATED", ...[1, 2, 3].map((n) => ({ data: { n }, orderingKey: "customer-1" })));
    const seen: unknown[] = [];
    const [first] = await take("CREATED", 1);
    assert.deepEqual(first?.data, { n: 1 });
    await refuse("CREATED", first);
    while (seen.length < 3) {
      const taken = await take("CREATED", 1);
      assert.ok(taken.length > 0, `only ${JSON.stringify(seen)} came`);
      seen.push(...data(taken));
      await acknowledge("CREATED", taken);
    }
    assert.deepEqual(seen, [{ n: 1 }, { n: 2 }, { n: 3 }]);
    await drained("once~CREATED");
    await drained("thai~CREATED");
  });

  test("exactlyOnce: an acknowledgement that comes too late is refused, and the message comes again", async () => {
    await publish("CREATED", { data: { once: true } });
    const [first] = await take("once~CREATED", 1);
    assert.ok(first);
    await refuse("once~CREATED", first);
    await assert.rejects(acknowledge("once~CREATED", [first]));
    const again = await take("once~CREATED", 1);
    assert.deepEqual(data(again), [{ once: true }]);
    await acknowledge("once~CREATED", again);
    assert.deepEqual(await take("once~CREATED", 1, 1), []);
    await drained("CREATED");
    await drained("thai~CREATED");
  });

  test("filters: prefix, anythingBut and exists hold together", async () => {
    const messages = [
      { country: "th-bkk", tier: "bronze" },
      { country: "th-bkk", tier: "gold" },
      { country: "th-bkk" },
      { country: "sg", tier: "bronze" },
      { country: "th-cnx", tier: "bronze", test: "yes" },
      { country: "th-", tier: "" },
    ];
    await publish("CREATED", ...messages.map((attributes, n) => ({ data: { n }, attributes: { ...attributes } })));
    assert.deepEqual(new Set(await drained("thai~CREATED")), new Set([{ n: 0 }, { n: 5 }]));
    assert.equal((await drained("CREATED")).length, messages.length);
    await drained("once~CREATED");
  });

  test("retention: the consumer has what it has handled already replayed", async () => {
    const before = new Date(Date.now() - 1000);
    await publish("CREATED", { data: { replayed: true } });
    assert.deepEqual((await drained("once~CREATED")).at(-1), { replayed: true });
    const time = { seconds: Math.floor(before.getTime() / 1000), nanos: 0 };
    await cloud.subscriber.seek({ subscription: subscription("once~CREATED"), time }, as("marketing"));
    assert.deepEqual((await drained("once~CREATED")).at(-1), { replayed: true });
    await drained("CREATED");
  });

  test("registerSchema: what does not fit is refused, what fits goes out to the service", async () => {
    for (const wrong of [{ id: "1", tags: [] }, { id: 1 }, { id: 1, tags: [], more: 1 }, null])
      await assert.rejects(publish("UPDATED", { data: wrong }), /INVALID_ARGUMENT/, JSON.stringify(wrong));
    const other = Buffer.from('{"topic":"OTHER","data":{"id":1,"tags":[]}}');
    await assert.rejects(
      cloud.publisher.publish({ topic: topic("UPDATED"), messages: [{ data: other }] }, as("crm")),
      /INVALID_ARGUMENT/,
    );
    await publish("UPDATED", { data: { id: 1, tags: ["new"] }, attributes: { country: "th" } });
  });

  test("push: the service gets the publisher's own body, attributes as headers, and a token; a failure is tried again", async () => {
    for (let tries = 0; tries < 100 && push.pushed.length < 2; tries++) await sleep(100);
    const [failed, again, ...rest] = push.pushed;
    assert.ok(failed && again);
    assert.deepEqual(rest, []);
    for (const { body, headers, claims } of [failed, again]) {
      assert.equal(body, '{"topic":"UPDATED","data":{"id":1,"tags":["new"]}}');
      assert.equal(headers["country"], "th");
      assert.equal(headers["x-goog-pubsub-subscription-name"], subscription("pushed~UPDATED"));
      assert.deepEqual([claims["email"], claims["aud"]], [PUSHER, push.endpoint]);
    }
  });

  test("what no emulator has is registered", async () => {
    const types = [...(await live.state()).values()];
    const count = (type: string) => types.filter((one) => one === type).length;
    assert.equal(count("gcp:monitoring/alertPolicy:AlertPolicy"), 2);
    assert.equal(count("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember"), 1);
    assert.equal(count("gcp:serviceaccount/iAMMember:IAMMember"), 1);
    const [created] = await cloud.publisher.getTopic({ topic: topic("CREATED") }, calledBy(DEPLOYER));
    assert.equal(created.kmsKeyName, everything.place.kmsKey);
    assert.deepEqual(created.messageStoragePolicy?.allowedPersistenceRegions, everything.place.storageRegions);
    assert.equal(created.messageStoragePolicy?.enforceInTransit, true);
  });
});

/** The same teams, with some of the text exchanged; each has to be there. */
function edited(...edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce<string>((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, everything.teams);
}

/** Another field, and one less. */
const REVISED = {
  ...UPDATED,
  required: ["id", "price"],
  properties: { id: UPDATED.properties.id, price: { type: "number" } },
};

const NEXT = "generation: 2\n      filter: { country: { prefix: sg- } }";

describe("retirement: the stack protects what holds messages, and each step leaves what waits where it can be read", () => {
  test("first they are marked: nobody publishes any more, everybody can read; a schema gets a revision", async () => {
    await publish("OLD", { data: { waits: true } });
    await publish("CREATED", { data: { waits: true }, attributes: { country: "th-bkk", tier: "bronze" } });
    const { code, output } = await live.up(
      scene(
        edited(
          ["OLD: {}", "OLD: { retired: delete }"],
          ["{ queue: going, events: [OLD] }", "{ queue: going, events: [OLD], retired: delete }"],
          ["{ queue: staying, events: [OLD] }", "{ queue: staying, events: [OLD], retired: retain }"],
          [
            "queue: thai\n      events: [CREATED]\n      filter:",
            `queue: thai\n      events: [CREATED]\n      ${NEXT}\n      previous:\n        filter:`,
          ],
        ),
        REVISED,
      ),
    );
    assert.equal(code, 0, output);
    assert.doesNotMatch(output, /(Topic|Subscription) .*(deleted|replaced)/);
    await assert.rejects(publish("OLD", { data: {} }), /PERMISSION_DENIED/);
    await publish("CREATED", { data: { of: "th" }, attributes: { country: "th-bkk", tier: "bronze" } });
    await publish("CREATED", { data: { of: "sg" }, attributes: { country: "sg-a" } });
    assert.deepEqual(await drained("thai~CREATED"), [{ waits: true }, { of: "th" }]);
    assert.deepEqual(await drained("thai~CREATED-g2"), [{ of: "sg" }]);
    await publish("UPDATED", { data: { id: 2, tags: [] } }, { data: { id: 2, price: 1.5 } });
    await assert.rejects(publish("UPDATED", { data: { id: 2 } }), /INVALID_ARGUMENT/);
    const [found] = await cloud.subscriber.getSubscription(
      { subscription: subscription("staying~OLD") },
      calledBy(DEPLOYER),
    );
    assert.equal(found.labels?.["retired"], "retain");
  });

  test("then they are gone; what is retained is left, with what waits in it and with its reader", async () => {
    const { code, output } = await live.up(
      scene(
        edited(
          ["    OLD: {}\n", ""],
          ["    - { queue: going, events: [OLD] }\n", ""],
          ["    - { queue: staying, events: [OLD] }\n", ""],
          [
            "queue: thai\n      events: [CREATED]\n      filter: { country: { prefix: th- }, tier: { anythingBut: [gold, silver] }, test: { exists: false } }",
            `queue: thai\n      events: [CREATED]\n      ${NEXT}`,
          ],
        ),
        REVISED,
      ),
    );
    assert.equal(code, 0, output);
    const gone = [subscription("going~OLD"), subscription("thai~CREATED"), subscription("going-dlq")];
    for (const name of gone)
      await assert.rejects(cloud.subscriber.getSubscription({ subscription: name }, calledBy(DEPLOYER)), /NOT_FOUND/);
    await assert.rejects(cloud.publisher.getTopic({ topic: topic("OLD") }, calledBy(DEPLOYER)), /NOT_FOUND/);
    assert.deepEqual(await drained("staying~OLD"), [{ waits: true }]);
    const left = [...(await live.state()).keys()].filter((id) => /going|staying|OLD|thai.CREATED$/.test(id));
    assert.deepEqual(left, []);
  });
});
