import type { Document } from "../document/document.ts";
import type { Path } from "../document/path.ts";
import { secondsOf } from "../duration.ts";
import type { NamedPlace, Policy, PolicyRule } from "./policy.ts";

/** The file's own words, after the schema has accepted them. */
interface Said {
  readonly rule: PolicyRule["rule"];
  readonly level: PolicyRule["level"];
  readonly message?: string;
  readonly pattern?: string;
  readonly min?: string | number;
  readonly max?: string | number;
}

/** Document → Policy. The document has passed the schema. */
export function decodePolicy(document: Document): Policy {
  const { rules } = document.value as { readonly rules: readonly Said[] };
  return { rules: rules.map((said, index) => ruleOf(document, ["rules", index], said)) };
}

function ruleOf(document: Document, path: Path, said: Said): PolicyRule {
  const { rule, level, message } = said;
  const names = (key: string) => namesAt(document, path, said, key);
  const teams = names("teams");
  const exceptTeams = names("exceptTeams");
  const common = {
    level,
    ...(message !== undefined && { message }),
    ...(teams && { teams }),
    ...(exceptTeams && { exceptTeams }),
    span: document.spanOf([...path, "rule"]),
  };
  switch (rule) {
    case "team-name":
    case "event-name":
    case "queue-name":
      return { ...common, rule, pattern: said.pattern ?? "", patternSpan: document.spanOf([...path, "pattern"]) };
    case "retention":
    case "ack-deadline":
      return { ...common, rule, ...bounds(said, secondsOf) };
    case "delivery-attempts":
      return { ...common, rule, ...bounds(said, Number) };
    case "forbidden-subscription":
      return { ...common, rule, owners: names("owners") ?? [], events: names("events") ?? [] };
    case "required-filter":
      return { ...common, rule, events: names("events") ?? [] };
    case "allowed-backends":
      return { ...common, rule, backends: names("backends") ?? [] };
    default:
      return { ...common, rule };
  }
}

function bounds(
  { min, max }: Said,
  numberOf: (value: string | number) => number | undefined,
): { readonly min?: number; readonly max?: number } {
  const [least, most] = [min, max].map((bound) => (bound === undefined ? undefined : numberOf(bound)));
  return { ...(least !== undefined && { min: least }), ...(most !== undefined && { max: most }) };
}

function namesAt(document: Document, path: Path, said: Said, key: string): readonly NamedPlace[] | undefined {
  const listed: readonly string[] | undefined = Object(said)[key];
  return listed?.map((name, index) => ({ name, span: document.spanOf([...path, key, index]) }));
}
