import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { AwsScene } from "./aws-scene.ts";
import type { Decide, Question } from "./question.ts";

/** An entry that somebody has put on a bus, whoever may, and the rule that could bring it to its queue. */
export interface RuleCall {
  readonly rule: string;
  readonly source: string;
  readonly detailType: string;
}

/**
 * Every rule × every pair of a source and a name of an event: a rule takes only what feeds its queue. So an entry under
 * false colours, which an administrator among the owner's own roles could put on the owner's bus, reaches nobody.
 */
export function ruleQuestions({ queues, events }: AwsScene): readonly Question<RuleCall>[] {
  const addresses = events.map(({ address }) => address).filter((address) => address.kind === "event-bus");
  const sources = [...new Set(addresses.map(({ source }) => source))];
  return queues.flatMap((queue) =>
    queue.sources.flatMap(({ arn: rule }) =>
      sources.flatMap((source) =>
        addresses.map((address) => {
          const { detailType, eventBusArn } = address;
          const owned = address.source === source && onBus(rule, eventBusArn);
          return { call: { rule, source, detailType }, allowed: owned && queue.events.includes(detailType) };
        }),
      ),
    ),
  );
}

/** `arn:…:rule/BUS/NAME` is on `arn:…:event-bus/BUS`. */
function onBus(rule: string, bus: string): boolean {
  return rule.startsWith(`${bus.replace(":event-bus/", ":rule/")}/`);
}

/** Whether a rule's pattern takes an entry, if its attributes are those the filter asks for. */
export function ruleDecisions(
  resources: readonly CloudResource[],
  arnOfRule: (rule: CloudResource) => string,
): Decide<RuleCall> {
  const patterns = new Map(
    resources
      .filter(({ type }) => type === "aws:cloudwatch/eventRule:EventRule")
      .map((rule) => [arnOfRule(rule), JSON.parse(String(rule.properties["eventPattern"])) as Pattern]),
  );
  return ({ rule, source, detailType }) => {
    const pattern = patterns.get(rule);
    if (pattern === undefined) throw new Error(`${rule} is not made`);
    return matches(pattern, { source, "detail-type": detailType });
  };
}

type Pattern = { readonly [field: string]: unknown };

/** EventBridge User Guide, "Event patterns": every field is one of its values, and one of the alternatives in `$or` matches. */
function matches(pattern: Pattern, entry: Readonly<Record<string, string>>): boolean {
  return Object.entries(pattern).every(([field, values]) => {
    if (field === "detail") return true;
    if (!Array.isArray(values)) throw new Error(`${field} of a pattern is no list`);
    if (field === "$or") return values.some((alternative: Pattern) => matches(alternative, entry));
    const value = entry[field];
    if (value === undefined || values.some((each) => typeof each !== "string"))
      throw new Error(`a pattern on ${field} is not evaluated`);
    return values.includes(value);
  });
}
