import { posix } from "node:path";
import type { Document } from "../document/document.ts";
import type { Path } from "../document/path.ts";
import { secondsOf } from "../duration.ts";
import { filterOf } from "./decode-filter.ts";
import { NO_POLICY, policyOf } from "./decode-policy.ts";
import { listOf, mapOf } from "./loose.ts";
import type {
  Acceptance,
  Compatibility,
  EventDeclaration,
  EventReference,
  NameReference,
  PreviousGeneration,
  Retirement,
  SubscriptionDeclaration,
  TeamDeclaration,
  TeamReference,
  Topology,
} from "./topology.ts";

/**
 * The main document → Topology, without the teams of other files. Mistakes of shape have been reported by the schema; what
 * has a wrong shape is left out here, so that the rules can still look at the rest.
 */
export function decode(main: Document): Topology {
  const root = mapOf(main.value);
  const defaults = mapOf(mapOf(root["defaults"])["subscription"]);
  return {
    organization: String(root["organization"]),
    reviewers: reviewersOf(root["reviewers"]),
    defaults: policyOf(defaults),
    teams: teamsOf(main, ["teams"]),
  };
}

/** A document named by `teams.include` → its teams. */
export function decodeTeams(file: Document): readonly TeamDeclaration[] {
  return teamsOf(file, []);
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
      ...formerlyOf(document, path, team),
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
  const retentionSeconds = secondsOf(event["retention"]);
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
    ordered: event["ordered"] === true,
    ...(retentionSeconds !== undefined && { retentionSeconds }),
    registerSchema: event["registerSchema"] === true,
    ...retiredOf(event),
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
    // Written out, not spread: most entries are of this form, and there are many.
    return {
      team,
      queue: event.event,
      events: [event],
      policy: NO_POLICY,
      ordered: false,
      exactlyOnce: false,
      delivery: "raw",
      generation: 1,
      span: event.span,
    };
  }
  const options = mapOf(entry);
  const single = options["event"];
  const events =
    typeof single === "string"
      ? [referenceOf(single, document, [...path, "event"])]
      : listOf(options["events"]).flatMap((feed, index) => feedOf(feed, document, [...path, "events", index]) ?? []);
  const named = options["queue"];
  const queue = typeof named === "string" ? named : events[0]?.event;
  if (queue === undefined || events.length === 0) return undefined;
  const filter = filterOf(options["filter"]);
  const delaySeconds = secondsOf(options["delay"]);
  const generation = options["generation"];
  return {
    team,
    queue,
    events,
    ...formerlyOf(document, path, options),
    ...(filter && { filter }),
    policy: policyOf(options),
    ordered: options["ordered"] === true,
    exactlyOnce: options["exactlyOnce"] === true,
    delivery: options["delivery"] === "enveloped" ? "enveloped" : "raw",
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...retiredOf(options),
    generation: typeof generation === "number" ? generation : 1,
    ...previousOf(document, [...path, "previous"], options["previous"]),
    span: document.spanOf([...path, typeof named === "string" ? "queue" : "event"]),
  };
}

/** One of the events of a named queue: a reference, or a map with it. */
function feedOf(feed: unknown, document: Document, path: Path): EventReference | undefined {
  if (typeof feed === "string") return referenceOf(feed, document, path);
  const { event, ...more } = mapOf(feed);
  if (typeof event !== "string") return undefined;
  return { ...referenceOf(event, document, [...path, "event"]), ...retiredOf(more) };
}

function previousOf(document: Document, path: Path, value: unknown): { readonly previous?: PreviousGeneration } {
  if (value === undefined) return {};
  const given = mapOf(value);
  const filter = filterOf(given["filter"]);
  const { retired = "drain" } = retiredOf(given);
  return {
    previous: {
      ...(filter && { filter }),
      ordered: given["ordered"] === true,
      retired,
      span: document.keySpanOf(path),
    },
  };
}

const RETIREMENTS: readonly Retirement[] = ["drain", "retain", "delete"];

function retiredOf(from: Readonly<Record<string, unknown>>): { readonly retired?: Retirement } {
  const retired = RETIREMENTS.find((one) => one === from["retired"]);
  return retired === undefined ? {} : { retired };
}

function formerlyOf(
  document: Document,
  path: Path,
  from: Readonly<Record<string, unknown>>,
): { readonly formerly?: NameReference } {
  const name = from["formerly"];
  return typeof name === "string" ? { formerly: { name, span: document.spanOf([...path, "formerly"]) } } : {};
}

function referenceOf(reference: string, document: Document, path: Path): EventReference {
  const span = document.spanOf(path);
  const slash = reference.indexOf("/");
  if (slash < 0) return { event: reference, span };
  return { owner: reference.slice(0, slash), event: reference.slice(slash + 1), span };
}

function reviewersOf(value: unknown): readonly string[] {
  const listed = typeof value === "string" ? [value] : listOf(value);
  return listed.filter((reviewer): reviewer is string => typeof reviewer === "string");
}

function text<Key extends string>(from: Readonly<Record<string, unknown>>, key: Key): { readonly [K in Key]?: string } {
  const value = from[key];
  return (typeof value === "string" ? { [key]: value } : {}) as { readonly [K in Key]?: string };
}
