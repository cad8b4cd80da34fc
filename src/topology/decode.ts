import { posix } from "node:path";
import type { Document } from "../document/document.ts";
import type { Path } from "../document/path.ts";
import { secondsOf } from "./duration.ts";
import type {
  EventDeclaration,
  EventReference,
  SubscriptionDeclaration,
  SubscriptionPolicy,
  TeamDeclaration,
  Topology,
} from "./topology.ts";

/**
 * Documents → Topology. Mistakes of shape have been reported by the schema; what has a wrong shape is left out here,
 * so that the rules can still look at the rest.
 */
export function decode(main: Document, teamFiles: readonly Document[]): Topology {
  const root = mapOf(main.value);
  const defaults = mapOf(mapOf(root["defaults"])["subscription"]);
  return {
    organization: String(root["organization"]),
    defaults: policyOf(defaults),
    teams: [...teamsOf(main, ["teams"]), ...teamFiles.flatMap((file) => teamsOf(file, []))],
  };
}

function teamsOf(document: Document, base: Path): readonly TeamDeclaration[] {
  const teams = mapOf(base.length === 0 ? document.value : mapOf(document.value)["teams"]);
  const names = Object.keys(teams).filter((name) => base.length === 0 || name !== "include");
  return names.map((name) => {
    const team = mapOf(teams[name]);
    const path = [...base, name];
    return {
      name,
      ...text(team, "contact"),
      events: Object.keys(mapOf(team["events"])).map((event) =>
        eventOf(document, [...path, "events"], name, event, team),
      ),
      subscriptions: listOf(team["subscriptions"]).flatMap(
        (entry, index) => subscriptionOf(document, [...path, "subscriptions", index], name, entry) ?? [],
      ),
      span: document.keySpanOf(path),
    };
  });
}

function eventOf(
  document: Document,
  base: Path,
  team: string,
  name: string,
  owner: Readonly<Record<string, unknown>>,
): EventDeclaration {
  const event = mapOf(mapOf(owner["events"])[name]);
  const path = [...base, name];
  const schema = event["schema"];
  return {
    name,
    team,
    ...text(event, "description"),
    ...(typeof schema === "string" && {
      schema: { path: posix.join(posix.dirname(document.file), schema), span: document.spanOf([...path, "schema"]) },
    }),
    visibility: event["visibility"] === "restricted" ? "restricted" : "public",
    allow: listOf(event["allow"]).flatMap((allowed, index) =>
      typeof allowed === "string" ? [{ name: allowed, span: document.spanOf([...path, "allow", index]) }] : [],
    ),
    span: document.keySpanOf(path),
  };
}

function subscriptionOf(
  document: Document,
  path: Path,
  team: string,
  entry: unknown,
): SubscriptionDeclaration | undefined {
  if (typeof entry === "string") {
    const event = referenceOf(entry, document, path);
    return { team, queue: event.event, events: [event], policy: {}, span: event.span };
  }
  const options = mapOf(entry);
  const single = options["event"];
  const events =
    typeof single === "string"
      ? [referenceOf(single, document, [...path, "event"])]
      : listOf(options["events"]).flatMap((event, index) =>
          typeof event === "string" ? [referenceOf(event, document, [...path, "events", index])] : [],
        );
  const named = options["queue"];
  const queue = typeof named === "string" ? named : events[0]?.event;
  if (queue === undefined || events.length === 0) return undefined;
  const filter = filterOf(options["filter"]);
  return {
    team,
    queue,
    events,
    ...(filter && { filter }),
    policy: policyOf(options),
    span: document.spanOf([...path, typeof named === "string" ? "queue" : "event"]),
  };
}

function referenceOf(reference: string, document: Document, path: Path): EventReference {
  const slash = reference.indexOf("/");
  return {
    ...(slash >= 0 && { owner: reference.slice(0, slash) }),
    event: reference.slice(slash + 1),
    span: document.spanOf(path),
  };
}

function policyOf(options: Readonly<Record<string, unknown>>): SubscriptionPolicy {
  const ackDeadlineSeconds = secondsOf(options["ackDeadline"]);
  const retentionSeconds = secondsOf(options["retention"]);
  const maxDeliveryAttempts = mapOf(options["deadLetter"])["maxDeliveryAttempts"];
  return {
    ...(ackDeadlineSeconds !== undefined && { ackDeadlineSeconds }),
    ...(retentionSeconds !== undefined && { retentionSeconds }),
    ...(typeof maxDeliveryAttempts === "number" && { maxDeliveryAttempts }),
  };
}

function filterOf(filter: unknown): SubscriptionDeclaration["filter"] | undefined {
  const attributes = Object.entries(mapOf(filter)).map(([name, values]): [string, readonly string[]] => [
    name,
    typeof values === "string"
      ? [values]
      : listOf(values).filter((value): value is string => typeof value === "string"),
  ]);
  return attributes.length === 0 ? undefined : Object.fromEntries(attributes);
}

function text<Key extends string>(from: Readonly<Record<string, unknown>>, key: Key): { readonly [K in Key]?: string } {
  const value = from[key];
  return (typeof value === "string" ? { [key]: value } : {}) as { readonly [K in Key]?: string };
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
