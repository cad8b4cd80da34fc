import { groupBy } from "../../group-by.ts";
import { once } from "../../once.ts";
import { measureAws, number } from "../aws/measures.ts";
import { iamBudgets, perRegion } from "../aws/place-budgets.ts";
import { places } from "../aws/places.ts";
import type { BackendInput } from "../backend.ts";
import { type ByType, byType, ofTeams } from "../budgets.ts";
import type { CloudResource } from "../cloud-resource.ts";
import { countable } from "../countable.ts";
import { engineBudget } from "../engine-budget.ts";
import type { Budget } from "../quota.ts";
import { type Tally, tallyOf } from "../tally.ts";
import { options } from "./options.ts";
import { EVENTBRIDGE, rulesPerBus } from "./quotas.ts";
import { resources } from "./resources.ts";
import type { AwsPlace } from "./settings.ts";
import { hasWildcard } from "./wildcard.ts";

const BUS = "aws:cloudwatch/eventBus:EventBus";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

/** What the topology alone uses of the quotas of EventBridge, SQS and IAM; what else stands in the accounts cannot be known here. */
export const budgets = once((input: BackendInput<AwsPlace>): readonly Budget[] => {
  const made = resources(countable(input, options));
  const of = byType(made);
  const tally = tallyOf(input);
  countRules(input, of, tally);
  countTargets(of, tally);
  for (const resource of made) {
    measureAws(resource, tally);
    measure(resource, tally);
  }
  return [
    ...perRegion(input, EVENTBRIDGE.buses, of(BUS)),
    ...iamBudgets(input, of),
    ...tally.budgets(),
    engineBudget(input, made),
  ];
});

function countTargets(of: ByType, tally: Tally): void {
  const ofRule = (target: CloudResource) => `${busOf(target)} ${target.properties["rule"]}`;
  for (const targets of groupBy(of(TARGET), ofRule).values()) {
    const [first] = targets;
    if (first !== undefined) tally.add(EVENTBRIDGE.targets, targets.length, first);
  }
}

/** The rules of each bus, and each one's pattern. On the first rule where the bus itself is not the topology's. */
function countRules(input: BackendInput<AwsPlace>, of: ByType, tally: Tally): void {
  const all = places(input);
  const buses = new Map(of(BUS).map((bus) => [`${bus.provider} ${bus.name}`, bus]));
  for (const [key, on] of groupBy(of(RULE), busOf)) {
    const bus = buses.get(key) ?? on[0];
    if (bus === undefined) continue;
    const { region } = all.get(bus.provider) ?? input.stack.place;
    const where = `on the event bus ${key.slice(key.indexOf(" ") + 1)}`;
    const ofBus = { scope: `${where}${ofTeams([bus.team])}` };
    tally.add(rulesPerBus(region), on.length, bus, ofBus);
    const wild = on.filter((rule) => hasWildcard(patternOf(rule))).length;
    if (wild > 0) tally.add(EVENTBRIDGE.wildcardRules, wild, bus, ofBus);
    for (const rule of on) {
      const ofRule = { scope: `for the rule ${rule.name} ${where}${ofTeams([rule.team])}` };
      tally.add(EVENTBRIDGE.patternCharacters, patternOf(rule).length, rule, ofRule);
    }
  }
}

/** What one resource alone uses of the quotas of EventBridge, read from its properties. */
function measure(resource: CloudResource, tally: Tally): void {
  const { type, name, properties } = resource;
  switch (type) {
    case BUS:
      tally.add(EVENTBRIDGE.busNameCharacters, name.length, resource);
      return;
    case RULE:
      tally.add(EVENTBRIDGE.ruleNameCharacters, name.length, resource);
      return;
    case "aws:cloudwatch/eventBusPolicy:EventBusPolicy":
      tally.add(EVENTBRIDGE.policyCharacters, String(properties["policy"]).length, resource);
      return;
    case "aws:cloudwatch/eventArchive:EventArchive":
      tally.add(EVENTBRIDGE.archiveNameCharacters, name.length, resource);
      return;
    case "aws:schemas/schema:Schema":
      tally.add(EVENTBRIDGE.schemaNameCharacters, name.length, resource);
      return;
    case TARGET: {
      const { maximumEventAgeInSeconds: age, maximumRetryAttempts: attempts } = Object(properties["retryPolicy"]);
      const { inputTemplate } = Object(properties["inputTransformer"]);
      tally.add(EVENTBRIDGE.eventAge, number(age), resource);
      tally.add(EVENTBRIDGE.retryAttempts, number(attempts), resource);
      if (typeof inputTemplate === "string") tally.add(EVENTBRIDGE.templateCharacters, inputTemplate.length, resource);
      return;
    }
    default:
  }
}

function patternOf({ properties }: CloudResource): string {
  return String(properties["eventPattern"]);
}

/** Names the bus of a rule or target; buses in two places can have one name. */
function busOf({ provider, properties }: CloudResource): string {
  return `${provider} ${properties["eventBusName"]}`;
}
