import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { missingPrincipals } from "../missing-principal.ts";
import { quotaProblems } from "../quota.ts";
import { budgets } from "./budgets.ts";
import { checkAlarms } from "./check-alarms.ts";
import { checkExistingSubscriptions } from "./check-existing-subscriptions.ts";
import { checkExistingTopics } from "./check-existing-topics.ts";
import { checkPlaces } from "./check-places.ts";
import { checkPrincipals } from "./check-principals.ts";
import { checkPush } from "./check-push.ts";
import { checkRanges } from "./check-ranges.ts";
import { checkSchemas } from "./check-schemas.ts";
import { checkStorage } from "./check-storage.ts";
import { existingTopic, feedFilter } from "./existing.ts";
import { filterProblem } from "./filter.ts";
import { labelProblem, MOST_STACK_LABELS } from "./labels.ts";
import { PUBSUB_NAME, topicName } from "./names.ts";
import type { GcpPlace } from "./settings.ts";

/** Everything Google Cloud would refuse, that can be seen in the topology and the stack (cloud reference, section 2.1). */
export function check(input: BackendInput<GcpPlace>): readonly Diagnostic[] {
  return [
    ...missingPrincipals(input),
    ...checkPrincipals(input),
    ...checkPlaces(input),
    ...illegalNames(input),
    ...checkStorage(input),
    ...checkPush(input),
    ...checkRanges(input),
    ...unsupportedFilters(input),
    ...checkSchemas(input),
    ...checkExistingTopics(input),
    ...checkExistingSubscriptions(input),
    ...checkAlarms(input),
    ...invalidLabels(input),
    ...quotaProblems(budgets(input)),
  ];
}

/**
 * Names are made legal where they can be; what is left is how they begin, the same for all of them: with the
 * organization. So the first topic stands for all.
 */
function illegalNames({ desired: { organization, topics }, origins, stack }: BackendInput<GcpPlace>): Diagnostic[] {
  const own = topics.filter(({ event }) => existingTopic(stack, event) === undefined);
  const illegal = own.filter(({ event }) => !PUBSUB_NAME.test(topicName(organization, event)));
  const [first] = illegal;
  if (first === undefined) return [];
  return [
    {
      code: "name-not-legal",
      severity: "error",
      message: `the names of all topics and subscriptions begin with the organization, and ${topicName(organization, first.event)} is not legal: Pub/Sub wants a letter at the start and not goog (google/pubsub/v1, Topic.name); choose another organization than ${organization}`,
      span: origins.get(first.id) ?? stack.spanOf([]),
    },
  ];
}

function unsupportedFilters({ desired, origins, stack }: BackendInput<GcpPlace>): Diagnostic[] {
  return desired.subscriptions.flatMap((queue) =>
    queue.feeds.flatMap((feed) => {
      const filter = feedFilter(stack, feed);
      const problem = filter && filterProblem(filter);
      if (problem === undefined) return [];
      return [
        {
          code: "filter-not-supported",
          severity: "error" as const,
          message: `the filter of ${queue.team}/${queue.queue} on ${feed.event} ${problem}`,
          span: origins.get(feed.id) ?? origins.get(queue.id) ?? stack.spanOf([]),
        },
      ];
    }),
  );
}

function invalidLabels({ stack }: BackendInput): Diagnostic[] {
  const labels = Object.entries(stack.labels);
  const invalid = (message: string, path: readonly string[]): Diagnostic => ({
    code: "invalid-label",
    severity: "error",
    message,
    span: stack.spanOf(path),
  });
  const tooMany = `the stack sets ${labels.length} labels; beside ours there is room for ${MOST_STACK_LABELS} (cloud.google.com/pubsub/docs/labels): remove some`;
  return [
    ...(labels.length > MOST_STACK_LABELS ? [invalid(tooMany, ["labels"])] : []),
    ...labels.flatMap(([key, value]) => {
      const problem = labelProblem(key, value);
      return problem === undefined ? [] : [invalid(`label ${key}: ${problem}`, ["labels", key])];
    }),
  ];
}
