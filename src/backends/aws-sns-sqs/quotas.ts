import type { Diagnostic } from "../../diagnostic.ts";
import { isFiltered } from "../aws/filter.ts";
import { teamsByProvider } from "../aws/places.ts";
import { spanOf, spanOfPlace } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { quota } from "../quota.ts";
import type { AwsPlace } from "./settings.ts";

const TOPICS = 100_000;
const FILTERS = { account: 10_000, topic: 200, source: "SNS Developer Guide, filter policy constraints" } as const;

/** What SNS counts, per account and region of the topics' owners and per topic. */
export function quotas(input: BackendInput<AwsPlace>): readonly Diagnostic[] {
  const { desired, stack } = input;
  const filtered = desired.subscriptions
    .flatMap((subscription) => subscription.feeds)
    .filter((feed) => isFiltered(feed.filter));
  const perTopic = new Map<string, number>();
  for (const { topic } of filtered) perTopic.set(topic, (perTopic.get(topic) ?? 0) + 1);

  return [
    ...[...teamsByProvider(input).values()].flatMap((teams) => {
      const [first = ""] = teams;
      const { account, region } = stack.placeOf(first);
      const scope = `in account ${account}, region ${region}`;
      const span = spanOfPlace(input, first);
      const topics = desired.topics.filter(({ team }) => teams.includes(team));
      const filters = filtered.filter(({ owner }) => teams.includes(owner));
      return [
        ...quota({
          count: topics.length,
          limit: TOPICS,
          what: "topics",
          scope,
          source: "SNS API Reference, CreateTopic",
          span,
        }),
        ...quota({
          count: filters.length,
          limit: FILTERS.account,
          what: "filters",
          scope,
          source: FILTERS.source,
          span,
        }),
      ];
    }),
    ...desired.topics.flatMap((topic) =>
      quota({
        count: perTopic.get(topic.id) ?? 0,
        limit: FILTERS.topic,
        what: "filters",
        scope: `on the topic ${topic.event}`,
        source: FILTERS.source,
        span: spanOf(input, topic.id, topic.team),
        remedy: "let subscribers filter themselves, or split the event",
      }),
    ),
  ];
}
