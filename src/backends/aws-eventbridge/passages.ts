import type { DeployedOrPlanned, Passage } from "../deployed.ts";

/**
 * An event reaches a queue by a rule on its owner's bus, and by none on other buses: the rules' patterns tell which events
 * pass where, the policies of the buses which of them anybody may publish there.
 */
export function passages(resources: readonly DeployedOrPlanned[]): readonly Passage[] {
  const published = new Map(
    of(resources, "aws:cloudwatch/eventBusPolicy:EventBusPolicy").map(({ properties }) => [
      String(properties["eventBusName"]),
      allowedEvents(properties["policy"]),
    ]),
  );
  return of(resources, "aws:cloudwatch/eventRule:EventRule").flatMap(({ id, properties }) => {
    const through = String(properties["eventBusName"]);
    const queue = id.slice(id.indexOf(":") + 1, id.lastIndexOf("/"));
    return detailTypes(properties["eventPattern"]).map((event) => ({
      event,
      queue,
      through,
      open: published.get(through)?.has(event) === true,
    }));
  });
}

function of(resources: readonly DeployedOrPlanned[], wanted: string): readonly DeployedOrPlanned[] {
  return resources.filter(({ type }) => type === wanted);
}

/** Of a pattern, or of each of its alternatives. */
function detailTypes(pattern: unknown): readonly string[] {
  const parsed = parsedDocument(pattern);
  const alternatives = Array.isArray(parsed["$or"]) ? [parsed, ...parsed["$or"]] : [parsed];
  return [...new Set(alternatives.flatMap((one) => texts(Object(one)["detail-type"])))];
}

/** The detail-types that a policy allows to be put. */
function allowedEvents(policy: unknown): ReadonlySet<string> {
  const statements = [parsedDocument(policy)["Statement"]].flat().map(Object);
  const allowing = statements.filter(({ Effect }) => Effect === "Allow");
  const conditions = allowing.flatMap(({ Condition }) => Object.values(Object(Condition)).map(Object));
  return new Set(conditions.flatMap((condition) => texts(condition["events:detail-type"])));
}

function texts(value: unknown): readonly string[] {
  return [value].flat().filter((one): one is string => typeof one === "string");
}

function parsedDocument(text: unknown): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(String(text)));
  } catch {
    return {};
  }
}
