import type { Topic } from "../desired-state/desired-state.ts";
import { accessChanges } from "./access-changes.ts";
import type { Change } from "./change.ts";
import { type Comparison, placeOf } from "./comparison.ts";
import { detail } from "./detail.ts";
import { eventOptionChange } from "./event-options.ts";
import { LEAVING_EVENT, RETIRING_EVENT } from "./retirement.ts";

const ADDED = "A new event changes nothing for those that exist.";
const REMOVED_IN_USE =
  "It is consumed: the topic goes, its consumers receive nothing from it any more, and who still publishes it is refused.";
const REMOVED = "Nobody consumes it, but who still publishes it is refused.";
const RETIRED_IN_USE =
  "It is consumed: who publishes it is refused from now on, and its consumers receive nothing more of it.";
const PUBLISHED_AGAIN = "The owner's services may publish it again.";
const MOVED =
  "The right to publish moves with the event: services of the old owner are refused from then on, those of the new owner are let in.";
const APPROVAL_LIFTED = "New subscribers no longer need the owner's approval.";
const APPROVAL = "New subscribers need the owner's approval from now on.";
const WORDS = "Nothing in the cloud changes.";
const NO_SCHEMA = "Consumers no longer have a contract to rely on.";
const SCHEMA = "Nothing in the cloud changes; what the schema says is compared on its own.";

/** Events added, removed, moved to another owner, or changed in what is said about them. */
export function eventChanges(comparison: Comparison): readonly Change[] {
  return comparison.topics.flatMap(({ base, head }) => {
    if (head === undefined) return [removed(base, comparison)];
    if (base === undefined) return [added(head, comparison)];
    return [
      ...ownerChange(base, head, comparison),
      ...accessChanges(base, head, comparison),
      ...approvalChange(base, head, comparison),
      ...descriptionChange(base, head, comparison),
      ...schemaChange(base, head, comparison),
      ...eventOptionChange(base, head, about(head, comparison)),
      ...retirement(base, head, comparison),
    ];
  });
}

function added(topic: Topic, comparison: Comparison): Change {
  const { event, team, description, schema, allow } = topic;
  return {
    ...about(topic, comparison),
    kind: "event-added",
    severity: "safe",
    summary: `${team} adds the ${allow === undefined ? "" : "restricted "}event ${event}`,
    details: [
      ...detail("description", undefined, description),
      ...detail("schema", undefined, schema),
      ...detail("who may subscribe", undefined, allow === undefined ? undefined : allow.join(", ") || "nobody"),
    ],
    reason: ADDED,
  };
}

function removed(topic: Topic, comparison: Comparison): Change {
  const { id, event, team } = topic;
  const consumers = comparison.consumersBefore.of(event).filter((consumer) => consumer !== team);
  const isUsed = consumers.length > 0;
  const [severity, reason] =
    topic.retired !== undefined
      ? (["attention", LEAVING_EVENT[topic.retired]] as const)
      : ([isUsed ? "dangerous" : "attention", isUsed ? REMOVED_IN_USE : REMOVED] as const);
  return {
    kind: "event-removed",
    id,
    team,
    severity,
    summary: `${team} removes the event ${event}`,
    details: [
      ...(isUsed ? [{ field: "consumed by", from: consumers.join(", ") }] : []),
      ...detail("retired", topic.retired, undefined),
    ],
    reason,
    ...placeOf(id, comparison, true),
    teams: consumers,
  };
}

function ownerChange(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  if (base.team === head.team) return [];
  const change = about(head, comparison);
  return [
    {
      ...change,
      kind: "event-owner-changed",
      severity: "dangerous",
      summary: `the event ${head.event} moves from ${base.team} to ${head.team}`,
      details: detail("owner", base.team, head.team),
      reason: MOVED,
      teams: [...new Set([base.team, ...change.teams])].sort(),
    },
  ];
}

function approvalChange(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  if (base.approval === head.approval) return [];
  const lifted = head.approval === undefined;
  return [
    {
      ...about(head, comparison),
      kind: "event-approval-changed",
      severity: lifted ? "attention" : "safe",
      summary: `${head.team} ${lifted ? "no longer approves" : "approves"} each new subscriber of ${head.event}`,
      details: detail("approval", base.approval ?? "none", head.approval ?? "none"),
      reason: lifted ? APPROVAL_LIFTED : APPROVAL,
      teams: [],
    },
  ];
}

function retirement(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  if (base.retired === head.retired) return [];
  const change = about(head, comparison);
  const [severity, reason] =
    head.retired === undefined
      ? (["attention", PUBLISHED_AGAIN] as const)
      : change.teams.length > 0
        ? (["dangerous", RETIRED_IN_USE] as const)
        : (["attention", RETIRING_EVENT] as const);
  return [
    {
      ...change,
      kind: "event-retired",
      severity,
      summary: `${head.team} ${head.retired === undefined ? "publishes" : "retires"} the event ${head.event}${head.retired === undefined ? " again" : ""}`,
      details: detail("retired", base.retired, head.retired),
      reason,
    },
  ];
}

function descriptionChange(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  return detail("description", base.description, head.description).map((one) => ({
    ...about(head, comparison),
    kind: "event-description-changed",
    severity: "safe",
    summary: `${head.team} ${describes(base, head)} ${head.event}`,
    details: [one],
    reason: WORDS,
    teams: [],
  }));
}

function describes(base: Topic, head: Topic): string {
  if (base.description === undefined) return "describes";
  return head.description === undefined ? "no longer describes" : "has another description for";
}

function schemaChange(base: Topic, head: Topic, comparison: Comparison): readonly Change[] {
  if (base.schema === head.schema) return [];
  const [summary, severity, reason] =
    base.schema === undefined
      ? ([`${head.team} gives ${head.event} a schema`, "safe", SCHEMA] as const)
      : head.schema === undefined
        ? ([`${head.team} takes the schema of ${head.event} away`, "attention", NO_SCHEMA] as const)
        : ([`${head.team} keeps the schema of ${head.event} in another file`, "safe", SCHEMA] as const);
  return [
    {
      ...about(head, comparison),
      kind: "event-schema-path-changed",
      severity,
      summary,
      details: detail("schema", base.schema, head.schema),
      reason,
    },
  ];
}

function about({ id, event, team }: Topic, comparison: Comparison) {
  const teams = comparison.consumers.of(event).filter((consumer) => consumer !== team);
  return { id, team, ...placeOf(id, comparison), teams };
}
