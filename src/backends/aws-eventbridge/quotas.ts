import type { Quota } from "../quota.ts";

const EVENTBRIDGE_PAGE = "EventBridge User Guide, quotas";
const SHORTER = "give it a shorter name";

/** Rules of a bus; AWS raises them on request. */
const RULES = {
  key: "eventbridge.rules-per-bus",
  what: "rules, one for each queue fed from it,",
  unit: "rules",
  limit: 300,
  adjustable: true,
  source: EVENTBRIDGE_PAGE,
  remedy: "let several events feed one queue, move events to another team, or split the topology",
} as const satisfies Quota;

/** Where a bus takes fewer rules. */
const FEWER_RULES = { regions: ["af-south-1", "eu-south-1"], quota: { ...RULES, limit: 100 } } as const;

/** How many rules a bus takes in a region. */
export function rulesPerBus(region: string): Quota {
  return FEWER_RULES.regions.some((each) => each === region) ? FEWER_RULES.quota : RULES;
}

/** What EventBridge limits and what a topology can use up (cloud reference, section 2.3), but for the rules of a bus. */
export const EVENTBRIDGE = {
  buses: {
    key: "eventbridge.buses-per-region",
    what: "event buses",
    unit: "buses",
    limit: 100,
    adjustable: true,
    source: EVENTBRIDGE_PAGE,
    remedy: "spread the owners over accounts",
  },
  wildcardRules: {
    key: "eventbridge.wildcard-rules-per-bus",
    what: "rules with a wildcard",
    unit: "rules",
    limit: 30,
    adjustable: false,
    source: EVENTBRIDGE_PAGE,
    remedy: "filter by prefix or suffix instead",
  },
  targets: {
    key: "eventbridge.targets-per-rule",
    what: "targets",
    unit: "targets",
    limit: 5,
    adjustable: false,
    source: "EventBridge API Reference, PutTargets",
    remedy: "use one rule for each target",
  },
  patternCharacters: {
    key: "eventbridge.pattern-characters",
    what: "characters of event pattern",
    unit: "characters",
    limit: 2048,
    adjustable: true,
    source: EVENTBRIDGE_PAGE,
    remedy: "feed the queue from fewer events, or filter for fewer values",
  },
  /** The list of quotas calls it adjustable, the API Reference (PutPermission) says that it cannot exceed 10 KB. */
  policyCharacters: {
    key: "eventbridge.bus-policy-characters",
    what: "characters of event bus policy",
    unit: "characters",
    limit: 10_240,
    adjustable: true,
    source: EVENTBRIDGE_PAGE,
    remedy: "move events to another team, or give them shorter names",
  },
  busNameCharacters: {
    key: "eventbridge.bus-name-characters",
    what: "characters of bus name",
    unit: "characters",
    limit: 256,
    adjustable: false,
    source: "EventBridge API Reference, CreateEventBus, Name",
    remedy: SHORTER,
    chosen: true,
  },
  ruleNameCharacters: {
    key: "eventbridge.rule-name-characters",
    what: "characters of rule name",
    unit: "characters",
    limit: 64,
    adjustable: false,
    source: "EventBridge API Reference, PutRule, Name",
    remedy: SHORTER,
    chosen: true,
  },
  archiveNameCharacters: {
    key: "eventbridge.archive-name-characters",
    what: "characters of archive name",
    unit: "characters",
    limit: 48,
    adjustable: false,
    source: "EventBridge API Reference, CreateArchive, ArchiveName",
    remedy: SHORTER,
    chosen: true,
  },
  schemaNameCharacters: {
    key: "eventbridge.schema-name-characters",
    what: "characters of schema name",
    unit: "characters",
    limit: 385,
    adjustable: false,
    source: "@pulumi/aws, SchemaArgs.name",
    remedy: SHORTER,
    chosen: true,
  },
  templateCharacters: {
    key: "eventbridge.input-template-characters",
    what: "characters of input template",
    unit: "characters",
    limit: 8192,
    adjustable: false,
    source: "EventBridge API Reference, InputTransformer, InputTemplate",
    remedy: "deliver the body as it is",
  },
  retryAttempts: {
    key: "eventbridge.retry-attempts",
    what: "delivery attempts",
    unit: "attempts",
    limit: 185,
    adjustable: false,
    source: "EventBridge API Reference, RetryPolicy",
    remedy: "try fewer times",
    chosen: true,
    refusedBy: "out-of-range",
  },
  eventAge: {
    key: "eventbridge.event-age-seconds",
    what: "seconds of trying to deliver",
    unit: "seconds",
    limit: 86_400,
    adjustable: false,
    source: "EventBridge API Reference, RetryPolicy",
    remedy: "try for a shorter time",
    chosen: true,
    refusedBy: "out-of-range",
  },
} as const satisfies Readonly<Record<string, Quota>>;

/** All of them. */
export const EVENTBRIDGE_QUOTAS: readonly Quota[] = [RULES, ...Object.values(EVENTBRIDGE)];
