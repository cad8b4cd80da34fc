import { OTHER_ACCOUNT, service } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import type { AwsScene, AwsSource } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const SEND = "sqs:SendMessage";

/** The service that delivers in this topology, and one that does not. */
export function deliverers({ events }: AwsScene): readonly [string, string] {
  return events[0]?.address.kind === "event-bus"
    ? ["events.amazonaws.com", "sns.amazonaws.com"]
    : ["sns.amazonaws.com", "events.amazonaws.com"];
}

/**
 * The delivering service in its own name × every topic or rule × every queue: only for what feeds the queue, only into
 * its main and undeliverable queue, for a rule of another account only into the undeliverable queue there, only for a
 * resource of the account it claims, only with TLS. And no other service, whatever it claims.
 */
export function deliveryQuestions(scene: AwsScene): readonly Question<AwsCall>[] {
  const { accounts, queues } = scene;
  const [deliverer, stranger] = deliverers(scene);
  const sources = [...new Set(queues.flatMap((queue) => queue.sources.map(({ arn }) => arn)))];
  return queues.flatMap((queue) => {
    const own = queue.sources.filter(({ across }) => across === undefined);
    return [
      ...[queue.main, queue.undeliverable].flatMap((resource) => into(resource, own)),
      ...queue.sources.flatMap((source) =>
        source.across === undefined ? [] : into(source.across.undeliverable, [source]),
      ),
      ...sources.map((source) => ask(queue.deadLetter, false, source, accountOf(source))),
    ];
  });

  function into(resource: string, feeding: readonly AwsSource[]): readonly Question<AwsCall>[] {
    const arns = feeding.map(({ arn }) => arn);
    const strangers = [OTHER_ACCOUNT, ...accounts].filter((account) => !arns.map(accountOf).includes(account));
    return [
      ask(resource, false),
      ...sources.flatMap((source) => {
        const feeds = arns.includes(source);
        const twin = source.replace(`:${accountOf(source)}:`, `:${OTHER_ACCOUNT}:`);
        return [
          ask(resource, feeds, source, accountOf(source)),
          ask(resource, feeds, source),
          ...strangers
            .filter((account) => account !== accountOf(source))
            .map((account) => ask(resource, false, source, account)),
          ask(resource, false, twin, OTHER_ACCOUNT),
          ask(resource, false, twin),
        ];
      }),
      ...arns.flatMap((source): Question<AwsCall>[] => {
        const caller = service(deliverer, source, accountOf(source));
        return [
          { call: { caller, action: SEND, resource, plain: true }, allowed: false },
          { call: { caller, action: "sqs:PurgeQueue", resource }, allowed: false },
          { call: { caller: service(stranger, source, accountOf(source)), action: SEND, resource }, allowed: false },
        ];
      }),
    ];
  }

  function ask(resource: string, allowed: boolean, source?: string, account?: string): Question<AwsCall> {
    return { call: { caller: service(deliverer, source, account), action: SEND, resource }, allowed };
  }
}

export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
