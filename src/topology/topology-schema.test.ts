import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../compile.ts";
import { memoryFiles } from "../test-support/memory-files.ts";

async function messagesOf(text: string, more: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const { diagnostics } = await compile("topology.yaml", memoryFiles({ "topology.yaml": text, ...more }));
  return diagnostics.map(({ code, span, message }) => `${span.start.line}:${span.start.column} ${code}: ${message}`);
}

const team = (body: string) => `version: 1\norganization: ar\nteams:\n  crm: { events: { A: {} } }\n  sales: ${body}\n`;
const name = "letters, digits, dots, dashes and underscores, starting with a letter, at most 128 characters";

const CASES: readonly (readonly [what: string, text: string, messages: readonly string[]])[] = [
  [
    "a list at the top",
    "- a\n",
    [
      "1:1 wrong-type: the file must be a map, not a list: a company's event system: which team owns which event, and who subscribes to it. The file says nothing of clouds; where it runs is said in stacks/Pulumi.<stack>.yaml",
    ],
  ],
  [
    "an unknown key",
    team("{ subscription: [A] }"),
    ['5:12 unknown-key: unknown key "subscription" in "sales"; did you mean "subscriptions"?'],
  ],
  [
    "a missing key",
    "version: 1\nteams: {}\n",
    ['1:1 missing-key: the key "organization" is missing at the top of the file; add it'],
  ],
  ["another version", "version: 2\norganization: ar\nteams: {}\n", ['1:10 wrong-value: "version" must be 1, not 2']],
  [
    "a bad organization",
    "version: 1\norganization: A_R\nteams: {}\n",
    [
      '2:15 wrong-value: "A_R" is not an organization name: lower-case letters, digits and single dashes, starting with a letter, at most 30 characters. First part of every name in the cloud, so it cannot be changed later',
    ],
  ],
  [
    "__proto__ as a team",
    "version: 1\norganization: ar\nteams: { __proto__: { events: { A: {} } } }\n",
    [
      '3:10 wrong-value: "__proto__" is not a team name: lower-case letters, digits and single dashes, starting with a letter, at most 40 characters',
    ],
  ],
  ["a bad event name", team("{ events: { 'B C': {} } }"), [`5:22 wrong-value: "B C" is not an event name: ${name}`]],
  [
    "an event that is a text",
    team("{ events: { B: yes please } }"),
    [
      '5:25 wrong-type: "B" must be a map, not the text "yes please": one kind of event. Empty when there is nothing more to say',
    ],
  ],
  [
    "a subscription without an event",
    team("{ subscriptions: [{ ackDeadline: 30s }] }"),
    ['5:28 missing-key: the key "event" is missing in entry 1 of "subscriptions"; add it'],
  ],
  [
    "events without a queue",
    team("{ subscriptions: [{ events: [A] }] }"),
    ['5:28 missing-key: the key "queue" is missing in entry 1 of "subscriptions"; add it'],
  ],
  [
    "event beside events",
    team("{ subscriptions: [{ queue: q, event: A, events: [A] }] }"),
    ['5:40 unexpected-key: "event" cannot stand here together with its neighbours; remove it'],
  ],
  [
    "a duration without a unit",
    team("{ subscriptions: [{ event: A, ackDeadline: 30 }] }"),
    [
      '5:53 wrong-type: "ackDeadline" must be a text, not 30: how long a consumer has for one message before it is delivered again: a whole number with s, m, h or d, for example 30s. 30s by default',
    ],
  ],
  [
    "a duration of an odd unit",
    team("{ subscriptions: [{ event: A, retention: 2weeks }] }"),
    [
      '5:51 wrong-value: "2weeks" is not a duration: how long a message waits in the queue before it is lost: a whole number with s, m, h or d, for example 7d. 7d by default',
    ],
  ],
  [
    "a number in a filter",
    team("{ subscriptions: [{ event: A, filter: { country: [1] } }] }"),
    [
      '5:60 wrong-type: entry 1 of "country" must be a text or a map, not 1: a text (quote numbers and true or false), or a map with one of prefix, suffix, anythingBut, numeric and exists',
    ],
  ],
  [
    "a condition of two kinds",
    team("{ subscriptions: [{ event: A, filter: { country: { prefix: t, suffix: h } } }] }"),
    [
      '5:59 wrong-value: "country" says more than one thing; keep one: a text (quote numbers and true or false), or a map with one of prefix, suffix, anythingBut, numeric and exists',
    ],
  ],
  [
    "a comparison that is none",
    team("{ subscriptions: [{ event: A, filter: { price: { numeric: 'above 5' } } }] }"),
    [
      '5:68 wrong-value: "above 5" is not a comparison of numbers: compares the value as a number: one or two of =, >, >=, < and <= with a number each, for example ">= 100" or "> 0, <= 5"',
    ],
  ],
  [
    "a size without a unit",
    team("{ subscriptions: [{ event: A, maxMessageSize: '256' }] }"),
    [
      '5:56 wrong-value: "256" is not a size: the largest message that the queue takes: a whole number with B, KiB or MiB, for example 256KiB',
    ],
  ],
  [
    "a bad visibility",
    team("{ events: { B: { visibility: privat } } }"),
    ['5:39 wrong-value: "visibility" must be "public" or "restricted", not "privat"'],
  ],
  [
    "a reference with a space",
    team("{ subscriptions: ['A B'] }"),
    [
      '5:28 wrong-value: "A B" is not an event reference: the name of an event, optionally after its team: CUSTOMER_CREATED or crm/CUSTOMER_CREATED',
    ],
  ],
];

for (const [what, text, messages] of CASES)
  test(`${what} is reported in words`, async () => {
    assert.deepEqual(await messagesOf(text), messages);
  });

test("all forms of the file are accepted", async () => {
  const text = `# comment
version: 1
organization: ar
defaults: { subscription: { ackDeadline: 1m, retention: 7d, deadLetter: { maxDeliveryAttempts: 7 } } }
teams:
  crm:
    contact: crm@ar.example
    events:
      CUSTOMER_CREATED: { description: d, visibility: restricted, allow: [sales] }
      prison-visit.booked:
      CustomerCreated: {}
      PLAIN: { retired: drain }
      RICH: { ordered: true, retention: 30d, schema: a.json, registerSchema: true }
    subscriptions: []
  sales:
    subscriptions:
      - prison-visit.booked
      - event: crm/CUSTOMER_CREATED
        filter: { country: [th, sg], tier: gold }
        deadLetter: { maxDeliveryAttempts: 10 }
      - { queue: projection, events: [CUSTOMER_CREATED, CustomerCreated], ackDeadline: 10m, retention: 1d }
      - { queue: named, event: CustomerCreated }
      - queue: all
        formerly: everything
        events: [RICH, { event: PLAIN, retired: drain }]
        generation: 2
        previous: { filter: { country: th }, ordered: true, retired: retain }
        filter:
          name: { prefix: a }
          file: [{ suffix: .pdf }, { exists: false }]
          status: { anythingBut: [draft, void] }
          note: { anythingBut: none }
          price: { numeric: "> 0, <= 5.5" }
          count: [{ numeric: "=3" }, "4"]
        ordered: false
        exactlyOnce: true
        retry: { minimum: 0s, maximum: 10m }
        delay: 15m
        delivery: enveloped
        maxMessageSize: 256KiB
        alarms: { deadLetters: 1, oldestMessage: 1h, undeliverable: 1 }
        eventbridge: { deliveryRetry: { maximumAge: 1h, maximumAttempts: 0 } }
        retired: delete
  renamed: { formerly: former, subscriptions: [PLAIN] }
`;
  assert.deepEqual(await messagesOf(text, { "a.json": "{}" }), []);
});
