import type { Value } from "./base-topology.ts";

/** A way to change the file, and the keys of its schema that it tries. */
export interface FileEdit {
  readonly name: string;
  /** As `schemaKeys` spells them. */
  readonly covers: readonly string[];
  /** Another edit that comes first; else the base topology. */
  readonly on?: string;
  edit(topology: Value): void;
}

const [CREATED, UPDATED, PROJECTION] = [0, 1, 2];

function edit(name: string, covers: string, change: (topology: Value) => void, on?: string): FileEdit {
  return { name, covers: covers.split(" ").filter((key) => key !== ""), edit: change, ...(on !== undefined && { on }) };
}

/** One option of marketing's plain subscription, of its queue of several events, and as everybody's default. */
function everywhere(key: string, value: Value, inner = ""): readonly FileEdit[] {
  const covers = `subscriptionOptions.${key} ${inner}`;
  return [
    edit(`${key} of a subscription`, covers, (t) => Object.assign(created(t), { [key]: value })),
    edit(`${key} of a queue`, covers, (t) => Object.assign(projection(t), { [key]: value })),
    edit(`${key} of all`, `defaults.subscription.${key} defaults.subscription topology.defaults`, (t) => {
      t.defaults = { subscription: { [key]: value } };
    }),
  ];
}

function created(topology: Value): Value {
  return topology.teams.marketing.subscriptions[CREATED];
}

function updated(topology: Value): Value {
  return topology.teams.marketing.subscriptions[UPDATED];
}

function projection(topology: Value): Value {
  return topology.teams.marketing.subscriptions[PROJECTION];
}

function event(topology: Value): Value {
  return topology.teams.crm.events.CUSTOMER_CREATED;
}

function renamed(value: Value, from: string, to: string): Value {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key === from ? to : key, inner]));
}

const OF_THE_FILE: readonly FileEdit[] = [
  edit("the base", "topology.version", () => undefined),
  edit("organization", "topology.organization", (t) => {
    t.organization = "br";
  }),
  edit("reviewers", "topology.reviewers", (t) => {
    t.reviewers = ["@ar/platform"];
  }),
  edit("an included team", "topology.teams teams.include", (t) => {
    t.teams.include = "teams/*.yaml";
  }),
];

const OF_TEAMS: readonly FileEdit[] = [
  edit("contact", "team.contact", (t) => {
    t.teams.crm.contact = "sales@ar.example";
  }),
  edit("reviewers of a team", "team.reviewers", (t) => {
    t.teams.crm.reviewers = "@ar/crm";
  }),
  edit("a new event", "team.events", (t) => {
    t.teams.crm.events.CUSTOMER_MERGED = {};
  }),
  edit("a new subscription", "team.subscriptions", (t) => t.teams.crm.subscriptions.push("EMAIL_OPENED")),
  edit("a new team", "", (t) => {
    t.teams.loyalty = { subscriptions: ["CUSTOMER_CREATED"] };
  }),
  edit("team renamed without formerly", "", (t) => {
    t.teams = renamed(t.teams, "crm", "sales");
  }),
  edit(
    "team renamed",
    "team.formerly",
    (t) => {
      t.teams.sales.formerly = "crm";
    },
    "team renamed without formerly",
  ),
  edit("subscriber renamed without formerly", "", (t) => {
    t.teams = renamed(t.teams, "marketing", "growth");
  }),
  edit(
    "subscriber renamed",
    "team.formerly",
    (t) => {
      t.teams.growth.formerly = "marketing";
    },
    "subscriber renamed without formerly",
  ),
  edit("team removed", "", (t) => {
    delete t.teams["data-analysis"];
  }),
  ...(["drain", "retain", "delete"] as const).map((retired) =>
    edit(`team retired: ${retired}`, "subscriptionOptions.retired subscriptionOptions.event", (t) => {
      t.teams["data-analysis"].subscriptions = ["EMAIL_SENT", "EMAIL_OPENED"].map((name) => ({ event: name, retired }));
    }),
  ),
];

const OF_EVENTS: readonly FileEdit[] = [
  edit("description", "event.description", (t) => {
    event(t).description = "A customer was registered";
  }),
  edit("schema", "event.schema", (t) => {
    event(t).schema = "schemas/customer-2.json";
  }),
  edit("compatibility", "event.compatibility", (t) => {
    event(t).compatibility = "none";
  }),
  edit("accepted", "event.accepted event.accepted.schema event.accepted.by", (t) => {
    event(t).accepted = { schema: "0123456789ab", by: ["marketing"] };
  }),
  edit("example", "event.example", (t) => {
    event(t).example = "schemas/customer-example.json";
  }),
  edit("restricted", "event.visibility event.allow", (t) => {
    Object.assign(event(t), { visibility: "restricted", allow: ["marketing"] });
  }),
  edit("approval", "event.approval", (t) => {
    event(t).approval = "required";
  }),
  edit("registered schema", "event.registerSchema", (t) => {
    event(t).registerSchema = true;
  }),
  edit("replay", "event.retention", (t) => {
    event(t).retention = "7d";
  }),
  edit("shorter replay", "event.retention", (t) => {
    event(t).retention = "1d";
  }),
  edit("ordered event", "event.ordered", (t) => {
    event(t).ordered = true;
  }),
  edit(
    "ordered event with replay",
    "event.ordered event.retention",
    (t) => {
      event(t).retention = "7d";
    },
    "ordered event",
  ),
  edit("event moved to another owner", "", (t) => {
    t.teams.marketing.events.CUSTOMER_CREATED = event(t);
    delete t.teams.crm.events.CUSTOMER_CREATED;
  }),
  edit("event retired for a move", "event.retired", (t) => {
    event(t).retired = "drain";
  }),
  edit(
    "event moved while it is retired",
    "",
    (t) => {
      t.teams.marketing.events.CUSTOMER_CREATED = event(t);
      delete t.teams.crm.events.CUSTOMER_CREATED;
    },
    "event retired for a move",
  ),
  edit("last event moved away", "", (t) => {
    Object.assign(t.teams.crm.events, t.teams.marketing.events);
    delete t.teams.marketing.events;
  }),
  edit("event renamed", "", (t) => {
    t.teams.crm.events = renamed(t.teams.crm.events, "CUSTOMER_DELETE", "CUSTOMER_DELETED");
    projection(t).events = ["CUSTOMER_CREATED", "CUSTOMER_UPDATED", "CUSTOMER_DELETED"];
  }),
  edit("event removed", "", (t) => {
    delete t.teams.marketing.events.EMAIL_OPENED;
    t.teams["data-analysis"].subscriptions = ["EMAIL_SENT"];
  }),
  ...(["drain", "retain", "delete"] as const).map((retired) =>
    edit(`event and its subscription retired: ${retired}`, "event.retired", (t) => {
      t.teams.marketing.events.EMAIL_OPENED = { retired };
      t.teams["data-analysis"].subscriptions = ["EMAIL_SENT", { event: "EMAIL_OPENED", retired }];
    }),
  ),
  edit("event retired, its subscription not", "event.retired", (t) => {
    t.teams.marketing.events.EMAIL_OPENED = { retired: "drain" };
  }),
];

const OF_QUEUES: readonly FileEdit[] = [
  ...everywhere("ackDeadline", "2m"),
  ...everywhere("retention", "3d"),
  ...everywhere("deadLetter", { maxDeliveryAttempts: 7 }, "deadLetter.maxDeliveryAttempts"),
  ...everywhere("retry", { minimum: "20s", maximum: "5m" }, "retry.minimum retry.maximum"),
  ...everywhere("maxMessageSize", "256KiB"),
  ...everywhere(
    "alarms",
    { deadLetters: 1, oldestMessage: "1h", undeliverable: 1 },
    "alarms.deadLetters alarms.oldestMessage alarms.undeliverable",
  ),
  ...everywhere(
    "eventbridge",
    { deliveryRetry: { maximumAge: "1h", maximumAttempts: 3 } },
    "eventbridge.deliveryRetry eventbridge.deliveryRetry.maximumAge eventbridge.deliveryRetry.maximumAttempts",
  ),
  edit("delay", "subscriptionOptions.delay", (t) => {
    created(t).delay = "30s";
  }),
  edit("enveloped", "subscriptionOptions.delivery", (t) => {
    created(t).delivery = "enveloped";
  }),
  edit("exactly once", "subscriptionOptions.exactlyOnce", (t) => {
    created(t).exactlyOnce = true;
  }),
  edit("subscription removed", "", (t) => t.teams.marketing.subscriptions.splice(CREATED, 1)),
  edit("queue removed", "", (t) => t.teams.marketing.subscriptions.splice(PROJECTION, 1)),
  ...(["drain", "retain", "delete"] as const).flatMap((retired) => [
    edit(`subscription retired: ${retired}`, "subscriptionOptions.retired", (t) => {
      created(t).retired = retired;
    }),
    edit(`queue retired: ${retired}`, "subscriptionOptions.retired subscriptionOptions.queue", (t) => {
      projection(t).retired = retired;
    }),
    edit(`event of a queue retired: ${retired}`, "feed.event feed.retired subscriptionOptions.events", (t) => {
      projection(t).events[2] = { event: "CUSTOMER_DELETE", retired };
    }),
  ]),
  edit("event left the queue", "subscriptionOptions.events", (t) => projection(t).events.pop()),
  edit("event joined the queue", "subscriptionOptions.events", (t) => projection(t).events.push("EMAIL_SENT")),
  edit("queue takes another event", "subscriptionOptions.event", (t) => {
    t.teams.crm.subscriptions = [{ queue: "EMAIL_SENT", event: "EMAIL_OPENED" }];
  }),
  edit("queue renamed without formerly", "subscriptionOptions.queue", (t) => {
    projection(t).queue = "audience";
  }),
  edit(
    "queue renamed",
    "subscriptionOptions.formerly",
    (t) => {
      projection(t).formerly = "projection";
    },
    "queue renamed without formerly",
  ),
  edit("short form named", "subscriptionOptions.formerly", (t) => {
    t.teams.crm.subscriptions = [{ queue: "mails", event: "EMAIL_SENT", formerly: "EMAIL_SENT" }];
  }),
];

const OF_FILTERS: readonly FileEdit[] = [
  ...Object.entries({
    prefix: { prefix: "t" },
    suffix: { suffix: "h" },
    anythingBut: { anythingBut: ["us"] },
    numeric: { numeric: ">= 5" },
    exists: { exists: true },
  }).map(([key, condition]) =>
    edit(`filter by ${key}`, `condition.${key} subscriptionOptions.filter`, (t) => {
      updated(t).filter = { country: condition };
    }),
  ),
  edit("filter narrowed", "subscriptionOptions.filter", (t) => {
    updated(t).filter = { country: "th" };
  }),
  edit("filter removed", "subscriptionOptions.filter", (t) => {
    delete updated(t).filter;
  }),
  edit("filter added to a queue", "subscriptionOptions.filter", (t) => {
    projection(t).filter = { country: "th" };
  }),
];

const OF_GENERATIONS: readonly FileEdit[] = [
  edit(
    "filter narrowed in a new generation",
    "subscriptionOptions.generation subscriptionOptions.previous previous.filter",
    (t) => Object.assign(updated(t), { generation: 2, previous: { filter: { country: ["th", "sg"] } } }),
    "filter narrowed",
  ),
  edit(
    "new generation, the former to be deleted",
    "previous.retired",
    (t) => {
      updated(t).previous.retired = "delete";
    },
    "filter narrowed in a new generation",
  ),
  edit(
    "new generation, the former to be retained",
    "previous.retired",
    (t) => {
      updated(t).previous.retired = "retain";
    },
    "filter narrowed in a new generation",
  ),
  edit(
    "new generation, the former gone",
    "subscriptionOptions.generation",
    (t) => {
      delete updated(t).previous;
    },
    "filter narrowed in a new generation",
  ),
  edit(
    "third generation",
    "subscriptionOptions.generation",
    (t) =>
      Object.assign(updated(t), { generation: 3, filter: { country: "sg" }, previous: { filter: { country: "th" } } }),
    "new generation, the former gone",
  ),
  edit(
    "new generation that says its former wrong",
    "previous.filter",
    (t) => {
      updated(t).previous = { filter: { country: "us" } };
    },
    "filter narrowed in a new generation",
  ),
  edit(
    "new generation of a queue",
    "subscriptionOptions.generation subscriptionOptions.previous",
    (t) => Object.assign(projection(t), { generation: 2, previous: {} }),
    "filter added to a queue",
  ),
  edit(
    "ordered subscription in place",
    "subscriptionOptions.ordered",
    (t) => {
      created(t).ordered = true;
    },
    "ordered event",
  ),
  edit(
    "ordered exactly once",
    "subscriptionOptions.exactlyOnce",
    (t) => {
      created(t).exactlyOnce = true;
    },
    "ordered subscription in place",
  ),
  edit(
    "ordered subscription in a new generation",
    "subscriptionOptions.previous previous.ordered",
    (t) => Object.assign(created(t), { generation: 2, previous: { ordered: false } }),
    "ordered subscription in place",
  ),
  edit(
    "ordered no longer, in a third generation",
    "previous.ordered",
    (t) => Object.assign(created(t), { ordered: false, generation: 3, previous: { ordered: true } }),
    "ordered subscription in a new generation",
  ),
];

export const FILE_EDITS: readonly FileEdit[] = [
  ...OF_THE_FILE,
  ...OF_TEAMS,
  ...OF_EVENTS,
  ...OF_QUEUES,
  ...OF_FILTERS,
  ...OF_GENERATIONS,
];
