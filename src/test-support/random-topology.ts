import { fc } from "./fast-check.ts";

/** A topology as the plain value of its YAML, always without errors. */
export interface TopologyValue {
  readonly version: 1;
  readonly organization: string;
  readonly teams: Readonly<Record<string, TeamValue>>;
}

export interface TeamValue {
  readonly contact?: string;
  readonly formerly?: string;
  readonly reviewers?: string | readonly string[];
  readonly events?: Readonly<Record<string, object>>;
  readonly subscriptions?: readonly (string | SubscriptionValue)[];
}

export interface SubscriptionValue {
  readonly event?: string;
  readonly queue?: string;
  readonly events?: readonly string[];
  readonly filter?: Readonly<Record<string, string | readonly string[]>>;
  readonly ackDeadline?: string;
  readonly retention?: string;
  readonly deadLetter?: { readonly maxDeliveryAttempts: number };
  readonly alarms?: object;
  readonly formerly?: string;
  readonly retired?: string;
  readonly generation?: number;
  readonly previous?: object;
}

const teamName = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6}){0,2}$/).filter((name) => name !== "include");
const eventName = fc.oneof(
  fc.stringMatching(/^[A-Z]{2,10}(_[A-Z]{2,10}){0,3}$/),
  fc.stringMatching(/^[a-z]{2,8}(-[a-z]{2,8}){0,2}\.[a-z]{2,8}$/),
  fc.stringMatching(/^[A-Z][a-z]{2,8}[A-Z][a-z]{2,8}$/),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,126}$/),
  fc.constantFrom("A-dlq", "A_dlq", "A-undeliverable", "A-0a1b2c3d", "a.b-c_d"),
);
const filter = fc.dictionary(
  fc.stringMatching(/^[a-z_][A-Za-z0-9_]{0,8}$/),
  fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }),
  { minKeys: 1, maxKeys: 2 },
);

/** Options that are legal on every backend. */
const options = fc.record(
  {
    filter,
    ackDeadline: fc.integer({ min: 10, max: 600 }).map((seconds) => `${seconds}s`),
    retention: fc.integer({ min: 1, max: 14 }).map((days) => `${days}d`),
    deadLetter: fc.record({ maxDeliveryAttempts: fc.integer({ min: 5, max: 100 }) }),
  },
  { requiredKeys: [] },
);

/**
 * What a topology goes through: queues and events that retire, generations, new names. Legal on every backend, and no former
 * name is anybody's own.
 */
export function aged(topology: fc.Arbitrary<TopologyValue>): fc.Arbitrary<TopologyValue> {
  const retired = fc.option(fc.constantFrom("drain", "retain", "delete"), { nil: undefined, freq: 3 });
  const age = fc.record({
    retired,
    formerly: fc.boolean(),
    generation: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined, freq: 2 }),
    previous: fc.option(fc.record({ filter, retired: fc.constantFrom("drain", "retain") }, { requiredKeys: [] }), {
      nil: undefined,
    }),
    alarms: fc.boolean(),
  });
  return fc
    .tuple(topology, fc.array(age, { minLength: 8, maxLength: 8 }), fc.array(retired, { minLength: 8, maxLength: 8 }))
    .map(([value, ages, retirements]) => {
      let [queues, events] = [0, 0];
      const ageOf = (): (typeof ages)[number] | undefined => ages[queues++ % ages.length];
      const teams = Object.entries(value.teams).map(([name, team], index): [string, TeamValue] => [
        name,
        {
          ...team,
          ...(ages[index % ages.length]?.formerly && { formerly: `former-${index}` }),
          events: Object.fromEntries(
            Object.entries(team.events ?? {}).map(([event, said]) => {
              const going = retirements[events++ % retirements.length];
              return [event, going === undefined ? said : { ...said, retired: going }];
            }),
          ),
          subscriptions: (team.subscriptions ?? []).map((one, at) => oldened(one, ageOf(), at)),
        },
      ]);
      return { ...value, teams: Object.fromEntries(teams) };
    });
}

function oldened(
  one: string | SubscriptionValue,
  age: { readonly [key: string]: unknown } | undefined,
  at: number,
): SubscriptionValue {
  const { retired, formerly, generation, previous, alarms } = age ?? {};
  return {
    ...(typeof one === "string" ? { event: one } : one),
    ...(retired !== undefined && { retired: String(retired) }),
    ...(formerly === true && { formerly: `Former.${at}` }),
    ...(generation !== undefined && { generation: Number(generation), ...Object(previous && { previous }) }),
    ...(alarms === true && { alarms: { deadLetters: 1, oldestMessage: "1h", undeliverable: 2 } }),
  };
}

/** Up to `maxTeams` teams with events and subscriptions in all their forms; event and queue names as found in the wild. */
export function randomTopology(maxTeams = 5): fc.Arbitrary<TopologyValue> {
  return fc
    .record({
      organization: fc.stringMatching(/^[a-f][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,1}$/),
      teams: fc.uniqueArray(teamName, { minLength: 1, maxLength: maxTeams }),
      events: fc.uniqueArray(eventName, { maxLength: 8 }),
    })
    .chain(({ organization, teams, events }) =>
      fc
        .tuple(
          ...teams.map((_, index) =>
            team(
              events.filter((_event, at) => at % teams.length === index),
              events,
            ),
          ),
        )
        .map((values) => ({
          version: 1 as const,
          organization,
          teams: Object.fromEntries(teams.map((name, index) => [name, values[index] ?? {}])),
        })),
    );
}

function team(owned: readonly string[], all: readonly string[]): fc.Arbitrary<TeamValue> {
  const subscriptions = all.length === 0 ? fc.constant([]) : fc.array(subscription(all), { maxLength: 5 });
  const reviewer = fc.constantFrom("@ar/crm", "@ar/platform", "@someone", "team@ar.example");
  const parts = {
    contact: fc.constant("team@ar.example"),
    subscriptions,
    reviewers: fc.option(fc.oneof(reviewer, fc.uniqueArray(reviewer, { minLength: 1 })), { nil: undefined }),
    approval: fc.constantFrom("required", "none"),
  };
  return fc.record(parts).map(({ contact, subscriptions, reviewers, approval }) => ({
    contact,
    ...(reviewers !== undefined && { reviewers }),
    events: Object.fromEntries(owned.map((event) => [event, approval === "required" ? { approval } : {}])),
    subscriptions: distinctQueues(subscriptions),
  }));
}

function subscription(all: readonly string[]): fc.Arbitrary<string | SubscriptionValue> {
  const event = fc.constantFrom(...all);
  return fc.oneof(
    event,
    fc.tuple(event, options).map(([name, more]) => ({ event: name, ...more })),
    fc
      .tuple(eventName, fc.uniqueArray(event, { minLength: 1, maxLength: 3 }), options)
      .map(([queue, events, more]) => ({ queue, events, ...more })),
  );
}

function distinctQueues(
  subscriptions: readonly (string | SubscriptionValue)[],
): readonly (string | SubscriptionValue)[] {
  const queueOf = (one: string | SubscriptionValue) => (typeof one === "string" ? one : (one.queue ?? one.event));
  return subscriptions.filter(
    (one, index) => subscriptions.findIndex((other) => queueOf(other) === queueOf(one)) === index,
  );
}
