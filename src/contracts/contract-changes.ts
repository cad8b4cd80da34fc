import type { DesiredState, Origins, Topic } from "../desired-state/desired-state.ts";
import type { Files } from "../document/files.ts";
import type { Change, ChangeDetail } from "../review/change.ts";
import { compareSchemas } from "./compare/compare-schemas.ts";
import type { SchemaChange } from "./compare/schema-change.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JsonSchema } from "./json-schema.ts";
import { readSchema } from "./read-schema.ts";
import { verdictOf } from "./verdict.ts";

/** One revision of a topology, with the files that it refers to. */
export interface ContractRevision {
  readonly desired: DesiredState;
  readonly origins: Origins;
  readonly revision: { readonly files: Files };
}

interface Contracts {
  readonly revision: ContractRevision;
  /** Undefined when the file is no schema; its own revision's problems tell why. */
  schemaOf(path: string): Promise<JsonSchema | undefined>;
}

/** What a change does to the contracts of the events that have a schema before and after it. */
export async function contractChanges(base: ContractRevision, head: ContractRevision): Promise<readonly Change[]> {
  const before = new Map(base.desired.topics.map((topic) => [topic.id, topic]));
  const both = head.desired.topics.flatMap((topic) => {
    const old = before.get(topic.id);
    return old?.schema === undefined || topic.schema === undefined ? [] : [[old, topic] as const];
  });
  if (both.length === 0) return [];
  const [from, to] = [contractsOf(base), contractsOf(head)];
  const consumers = consumersOfBoth(base.desired, head.desired);
  const found = await Promise.all(both.map(([old, topic]) => changeOf(old, topic, from, to, consumers)));
  return found.flatMap((change) => change ?? []);
}

function contractsOf(revision: ContractRevision): Contracts {
  const known = new Map<string, Promise<JsonSchema | undefined>>();
  return {
    revision,
    schemaOf(path) {
      const found =
        known.get(path) ??
        readSchema(path, revision.revision.files).then((read) => (read.kind === "schema" ? read.schema : undefined));
      known.set(path, found);
      return found;
    },
  };
}

/** Event → the teams that consume it before and after: who came or went with the change is not hit by it. */
function consumersOfBoth(...states: readonly DesiredState[]): (event: string) => readonly string[] {
  const [before, after] = states.map(
    ({ subscriptions }) =>
      new Set(subscriptions.flatMap(({ team, feeds }) => feeds.map(({ event }) => `${event}/${team}`))),
  );
  const index = new Map<string, string[]>();
  for (const pair of before ?? []) {
    if (!after?.has(pair)) continue;
    const [event = "", team = ""] = pair.split("/");
    index.set(event, [...(index.get(event) ?? []), team]);
  }
  return (event) => (index.get(event) ?? []).sort();
}

async function changeOf(
  old: Topic,
  topic: Topic,
  from: Contracts,
  to: Contracts,
  consumersOf: (event: string) => readonly string[],
): Promise<Change | undefined> {
  const [before, after] = await Promise.all([from.schemaOf(old.schema ?? ""), to.schemaOf(topic.schema ?? "")]);
  const promise = { from: old.compatibility ?? "none", to: topic.compatibility ?? "none" };
  const consumers = consumersOf(topic.event).filter((team) => team !== topic.team);
  const span = to.revision.origins.get(topic.id);
  const common = {
    kind: "event-schema-changed" as const,
    id: topic.id,
    team: topic.team,
    ...(span !== undefined && { span }),
    teams: consumers,
  };
  if (before === undefined || after === undefined)
    return {
      ...common,
      severity: "attention",
      summary: `the schema of ${topic.event} cannot be compared`,
      details: [],
      reason: `The ${before === undefined ? "old" : "new"} schema cannot be read as a JSON Schema.`,
    };
  const print = fingerprint(after);
  const isSame = fingerprint(before) === print;
  if (isSame && promise.from === promise.to) return undefined;
  const changes = isSame ? [] : compareSchemas(before, after);
  const agreed = topic.accepted?.schema === print ? topic.accepted.by : [];
  const verdict = verdictOf({ changes, promise, consumers, agreed });
  return {
    ...common,
    severity: verdict.severity,
    summary: summaryOf(topic, isSame, verdict.breaksPromise),
    details: [
      ...promiseDetails(promise),
      ...(changes.length > 0
        ? changeDetails(changes)
        : isSame
          ? []
          : [{ field: "compatible", to: "only words changed" }]),
      ...(verdict.missing.length === 0
        ? []
        : [{ field: "to go ahead", to: `accepted: { schema: "${print}", by: [${consumers.join(", ")}] }` }]),
    ],
    reason: verdict.reason,
  };
}

function summaryOf({ team, event }: Topic, isSame: boolean, breaksPromise: boolean): string {
  if (isSame) return `${team} changes what it promises of the schema of ${event}`;
  return `${team} changes the schema of ${event}${breaksPromise ? ", which breaks what it promised" : ""}`;
}

function promiseDetails({ from, to }: { readonly from: string; readonly to: string }): readonly ChangeDetail[] {
  return from === to ? [] : [{ field: "compatibility", from, to }];
}

/** As many as a reviewer reads; those that break something come first. */
const MAX_DETAILS = 20;

function changeDetails(changes: readonly SchemaChange[]): readonly ChangeDetail[] {
  const rank = ({ breaks }: SchemaChange) => Number(!breaks.forward) * 2 + Number(!breaks.backward);
  const sorted = [...changes].sort((a, b) => rank(a) - rank(b));
  const more = sorted.length - MAX_DETAILS;
  return [
    ...sorted.slice(0, MAX_DETAILS).map((change) => ({ field: effect(change), to: change.summary })),
    ...(more > 0 ? [{ field: "and", to: `${more} more` }] : []),
  ];
}

function effect({ breaks }: SchemaChange): string {
  if (breaks.forward) return breaks.backward ? "breaks forward and backward" : "breaks forward";
  return breaks.backward ? "breaks backward" : "compatible";
}
