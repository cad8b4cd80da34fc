import { posix } from "node:path";
import type { Document } from "../document/document.ts";
import type { Path } from "../document/path.ts";
import { secondsOf } from "./duration.ts";
import type {
  Acceptance,
  Compatibility,
  EventDeclaration,
  EventReference,
  SubscriptionDeclaration,
  SubscriptionPolicy,
  TeamDeclaration,
  TeamReference,
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
    reviewers: reviewersOf(root["reviewers"]),
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
      reviewers: reviewersOf(team["reviewers"]),
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
  const schema = pathAt(document, path, event["schema"], "schema");
  const example = pathAt(document, path, event["example"], "example");
  const accepted = acceptanceOf(document, [...path, "accepted"], mapOf(event["accepted"]));
  const compatibility = COMPATIBILITIES.find((one) => one === event["compatibility"]);
  return {
    name,
    team,
    ...text(event, "description"),
    ...(schema && { schema }),
    ...(compatibility && { compatibility }),
    ...(accepted && { accepted }),
    ...(example && { example }),
    visibility: event["visibility"] === "restricted" ? "restricted" : "public",
    allow: teamsAt(document, [...path, "allow"], event["allow"]),
    approval: event["approval"] === "required" ? "required" : "none",
    span: document.keySpanOf(path),
  };
}

const COMPATIBILITIES: readonly Compatibility[] = ["backward", "forward", "full", "none"];

/** A path in the file is relative to the file. */
function pathAt(document: Document, base: Path, path: unknown, key: string): EventDeclaration["schema"] | undefined {
  if (typeof path !== "string") return undefined;
  return { path: posix.join(posix.dirname(document.file), path), span: document.spanOf([...base, key]) };
}

function acceptanceOf(
  document: Document,
  path: Path,
  accepted: Readonly<Record<string, unknown>>,
): Acceptance | undefined {
  const { schema, by } = accepted;
  if (typeof schema !== "string") return undefined;
  return { schema, by: teamsAt(document, [...path, "by"], by), span: document.spanOf([...path, "schema"]) };
}

function teamsAt(document: Document, path: Path, names: unknown): readonly TeamReference[] {
  return listOf(names).flatMap((name, index) =>
    typeof name === "string" ? [{ name, span: document.spanOf([...path, index]) }] : [],
  );
}

function subscriptionOf(
  document: Document,
  path: Path,
  team: string,
  entry: unknown,
): SubscriptionDeclaration | undefined {
  if (typeof entry === "string") {
    const event = referenceOf(entry, document, path);
    return { team, queue: event.event, events: [event], policy: NO_POLICY, span: event.span };
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
  const span = document.spanOf(path);
  const slash = reference.indexOf("/");
  if (slash < 0) return { event: reference, span };
  return { owner: reference.slice(0, slash), event: reference.slice(slash + 1), span };
}

const NO_POLICY: SubscriptionPolicy = Object.freeze({});

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

function reviewersOf(value: unknown): readonly string[] {
  const listed = typeof value === "string" ? [value] : listOf(value);
  return listed.filter((reviewer): reviewer is string => typeof reviewer === "string");
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
