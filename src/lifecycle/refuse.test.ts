import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { refuse } from "./refuse.ts";
import { editBetween, told } from "./test-support/edit-between.ts";

const CRM = "  crm: { events: { A: , B: } }\n";

async function refused(backend: string, before: string, after: string): Promise<readonly string[]> {
  return told(refuse(await editBetween(backend, { teams: before }, { teams: after })));
}

for (const backend of ["gcp-pubsub", "aws-sns-sqs", "aws-eventbridge"])
  describe(`refused on ${backend}`, () => {
    test("a queue that left without a tombstone", async () => {
      assert.deepEqual(
        await refused(backend, `${CRM}  web: { subscriptions: [A, B] }`, `${CRM}  web: { subscriptions: [A] }`),
        [
          '5 removed-without-tombstone web/B would be deleted with the messages in it; put it back with "retired: drain", deploy that, and remove it once it is empty',
        ],
      );
    });

    test("nothing, when the tombstone was deployed", async () => {
      const retired = `${CRM}  web: { subscriptions: [A, { event: B, retired: drain }] }`;
      assert.deepEqual(await refused(backend, retired, `${CRM}  web: { subscriptions: [A] }`), []);
      assert.deepEqual(await refused(backend, `${CRM}  web: { subscriptions: [A, B] }`, retired), []);
    });

    test("a queue with a new name", async () => {
      const before = `${CRM}  web: { subscriptions: [A, { queue: old, events: [A, B] }] }`;
      const after = (more: string) => `${CRM}  web: { subscriptions: [A, { queue: new, events: [A, B]${more} }] }`;
      const [only, ...more] = await refused(backend, before, after(""));
      assert.match(
        only ?? "",
        /^5 removed-without-tombstone web\/old would .*; if it is called new now, add "formerly: old" there$/,
      );
      assert.deepEqual(more, []);
      assert.deepEqual(await refused(backend, before, after(", formerly: old")), []);
    });

    test("a team with a new name, once and not for each queue", async () => {
      const before = `${CRM}  web: { subscriptions: [A, B] }`;
      assert.deepEqual(await refused(backend, before, `${CRM}  shop: { subscriptions: [A, B] }`), [
        '5 renamed-team the team web is gone, and its queues would be deleted with their messages; if it is called shop now, add "formerly: web" to shop; if not, put web back with its subscriptions "retired: drain"',
      ]);
      assert.deepEqual(await refused(backend, before, `${CRM}  shop: { formerly: web, subscriptions: [A, B] }`), []);
    });

    test("a generation that is skipped or taken back", async () => {
      const of = (more: string) => `${CRM}  web: { subscriptions: [{ event: A${more} }] }`;
      assert.deepEqual(await refused(backend, of(""), of(", generation: 2")), [
        '5 removed-without-tombstone generation 1 of web/A would be deleted with the messages in it; add "previous" with its filter and "ordered" as they were, until it is empty',
      ]);
      assert.deepEqual(await refused(backend, of(""), of(", generation: 3")), [
        '5 removed-without-tombstone generation 1 of web/A would be deleted with the messages in it; go on with generation 2, and "previous" with its filter and "ordered" as they were',
      ]);
      assert.deepEqual(await refused(backend, of(", generation: 2"), of("")), [
        '5 removed-without-tombstone generation 2 of web/A would be deleted with the messages in it, for generations only count up; put "generation: 2" back',
      ]);
      assert.deepEqual(await refused(backend, of(""), of(", generation: 2, previous: {}")), []);
      assert.deepEqual(await refused(backend, of(", generation: 2, previous: {}"), of(", generation: 2")), []);
    });

    test("another organization, once", async () => {
      const teams = `${CRM}  web: { subscriptions: [A, B] }`;
      const edit = await editBetween(backend, { teams }, { teams, organization: "br" });
      const [only, ...more] = told(refuse(edit));
      assert.match(
        only ?? "",
        /^1 organization-is-in-names names in the cloud begin with the organization: ar\S+ would be .* anew as br\S+, and \d+ more like it; put the former organization back$/,
      );
      assert.deepEqual(more, []);
    });

    test("a team in another place, once, with the line of the stack", async () => {
      const teams = `${CRM}  web: { events: { C: }, subscriptions: [A, B] }`;
      const place =
        backend === "gcp-pubsub"
          ? { gcp: { project: "ar-web", projectNumber: "111" } }
          : { aws: { account: "999988887777" } };
      const web = {
        principals: [
          backend === "gcp-pubsub"
            ? "serviceAccount:web@ar-web.iam.gserviceaccount.com"
            : "arn:aws:iam::999988887777:role/web",
        ],
      };
      const crm = {
        principals: [
          backend === "gcp-pubsub"
            ? "serviceAccount:crm@ar-web.iam.gserviceaccount.com"
            : "arn:aws:iam::111122223333:role/crm",
        ],
      };
      const edit = await editBetween(
        backend,
        { teams },
        { teams, stack: { teams: { crm, web: { ...web, ...place } } } },
      );
      const diagnostics = refuse(edit);
      const [only, ...more] = told(diagnostics);
      assert.match(
        only ?? "",
        /^5 moved-with-messages what belongs to web stands in \S+ and would be deleted there, .* made anew in \S+; put the former place of web back; to move, declare a second team /,
      );
      assert.deepEqual(more, []);
      assert.equal(diagnostics[0]?.related?.[0]?.message, "the place of web");
    });
  });

test("the filter of a Pub/Sub subscription cannot change, on AWS it can", async () => {
  const of = (more: string) => `${CRM}  web: { subscriptions: [{ event: A${more} }] }`;
  assert.deepEqual(await refused("gcp-pubsub", of(""), of(", filter: { k: v }")), [
    '5 cannot-change-in-place on gcp-pubsub the filter of web/A cannot change; add "generation: 2" and "previous: { filter: … }" with what it was, so that both are read until the former is empty',
  ]);
  assert.deepEqual(await refused("aws-sns-sqs", of(""), of(", filter: { k: v }")), []);
  assert.deepEqual(await refused("aws-eventbridge", of(""), of(", filter: { k: v }")), []);
  assert.deepEqual(await refused("gcp-pubsub", of(""), of(", filter: { k: v }, generation: 2, previous: {}")), []);
  assert.deepEqual(await refused("gcp-pubsub", of(", filter: { k: v }"), of(", generation: 2, previous: {}")), [
    '5 cannot-change-in-place on gcp-pubsub the filter of web/A cannot change; it is the previous generation: say in "previous" what it was like (filter)',
  ]);
  const draining = of(", filter: { k: v }, generation: 2, previous: {}");
  assert.deepEqual(await refused("gcp-pubsub", draining, of(", filter: { k: w }, generation: 2, previous: {}")), [
    '5 cannot-change-in-place on gcp-pubsub the filter of web/A cannot change; undo it until the generation before is empty and "previous" is removed',
  ]);
});

for (const backend of ["gcp-pubsub", "aws-sns-sqs"])
  test(`an ordered queue on ${backend} is another queue`, async () => {
    const of = (more: string) =>
      `  crm: { events: { A: { ordered: true } } }\n  web: { subscriptions: [{ event: A${more} }] }`;
    assert.deepEqual(await refused(backend, of(""), of(", ordered: true")), [
      `5 cannot-change-in-place on ${backend} "ordered" of web/A cannot change; add "generation: 2" and "previous: { ordered: … }" with what it was, so that both are read until the former is empty`,
    ]);
    assert.deepEqual(await refused(backend, of(""), of(", ordered: true, generation: 2, previous: {}")), []);
  });

test("an SNS topic is ordered for good", async () => {
  const of = (more: string) => `  crm: { events: { A: {${more}} } }\n  web: { subscriptions: [] }`;
  assert.deepEqual(await refused("aws-sns-sqs", of(""), of(" ordered: true ")), [
    '4 cannot-change-in-place "ordered" of A cannot change on aws-sns-sqs: its topic would be deleted and made anew; put it back as it was, and declare an event of another name beside it',
  ]);
  assert.deepEqual(await refused("gcp-pubsub", of(""), of(" ordered: true ")), []);
});

test("an event that left without a tombstone, where it has a topic", async () => {
  for (const backend of ["gcp-pubsub", "aws-sns-sqs"])
    assert.deepEqual(await refused(backend, CRM, "  crm: { events: { A: } }"), [
      '1 removed-without-tombstone the topic of B would be deleted; put the event back with "retired: drain", deploy that, and remove it with the next change. An event with a new name is another event: declare it beside this one until all have changed over',
    ]);
  assert.deepEqual(await refused("aws-eventbridge", CRM, "  crm: { events: { A: } }"), []);
});

test("an event that left its queue: on Pub/Sub its messages would go with it", async () => {
  const of = (events: string) => `${CRM}  web: { subscriptions: [{ queue: q, events: [${events}] }] }`;
  assert.deepEqual(await refused("gcp-pubsub", of("A, B"), of("A")), [
    '5 removed-without-tombstone B would leave web/q, and what waits there of that would be deleted; put it back among its events as "{ event: B, retired: drain }", deploy that, and remove it once nothing waits',
  ]);
  assert.deepEqual(await refused("aws-sns-sqs", of("A, B"), of("A")), []);
  assert.deepEqual(await refused("gcp-pubsub", of("A, { event: B, retired: drain }"), of("A")), []);
});

test("an event that goes to an owner in another project", async () => {
  const stack = {
    teams: {
      crm: { principals: ["serviceAccount:crm@ar-events.iam.gserviceaccount.com"] },
      web: {
        principals: ["serviceAccount:web@ar-web.iam.gserviceaccount.com"],
        gcp: { project: "ar-web", projectNumber: "111" },
      },
    },
  };
  const before = {
    teams: "  crm: { events: { A: , B: }, subscriptions: [C] }\n  web: { events: { C: }, subscriptions: [A] }",
    stack,
  };
  const after = {
    teams: "  crm: { events: { B: }, subscriptions: [C] }\n  web: { events: { A: , C: }, subscriptions: [A] }",
    stack,
  };
  const edit = await editBetween("gcp-pubsub", before, after);
  assert.deepEqual(told(refuse(edit)), [
    "5 moved-with-messages A of web stands in gcp/ar-events and would be deleted there, with all messages, and made anew in gcp/ar-web; leave the topic with a team of gcp/ar-events, or declare an event of another name in gcp/ar-web and retire this one once nobody needs it",
  ]);
});

describe("an event that goes to another owner", () => {
  const of = (owner: "crm" | "web", more = "") => {
    const eventsOf = (team: string) => `{${team === owner ? ` A: {${more}},` : ""} ${team}: }`;
    return `  crm: { events: ${eventsOf("crm")} }\n  web: { events: ${eventsOf("web")} }\n  shop: { subscriptions: [A] }`;
  };

  test("keeps its topic where it has one", async () => {
    for (const backend of ["gcp-pubsub", "aws-sns-sqs"])
      assert.deepEqual(await refused(backend, of("crm"), of("web")), []);
  });

  test("changes its bus on EventBridge: only while nobody may publish it", async () => {
    assert.deepEqual(await refused("aws-eventbridge", of("crm"), of("web")), [
      '5 handed-over-in-flight on aws-eventbridge A would leave the bus ar_crm for ar_web, and what is published meanwhile would be lost; if web is the owner under a new name, add "formerly" to web; if not, go in three deploys: add "retired: drain" where it was, so that nobody can publish it; move it to web as it is; remove "retired"',
    ]);
    const retired = " retired: drain ";
    assert.deepEqual(await refused("aws-eventbridge", of("crm"), of("crm", retired)), []);
    assert.deepEqual(await refused("aws-eventbridge", of("crm", retired), of("web", retired)), []);
    assert.deepEqual(await refused("aws-eventbridge", of("web", retired), of("web")), []);
    assert.equal((await refused("aws-eventbridge", of("crm", retired), of("web"))).length, 1, "two steps at once");
  });
});
