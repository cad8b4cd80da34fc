import { OTHER_ACCOUNT, service } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import type { AwsQueues, AwsScene } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const SEND = "sqs:SendMessage";

/**
 * The delivering service × every topic or rule × every queue: only for what feeds the queue, only into its main and
 * undeliverable queue, only for a resource of this account, only with TLS. And no other service, whatever it claims.
 */
export function deliveryQuestions(scene: AwsScene): readonly Question<AwsCall>[] {
  const { place, queues, events } = scene;
  const [deliverer, stranger] =
    events[0]?.address.kind === "event-bus"
      ? ["events.amazonaws.com", "sns.amazonaws.com"]
      : ["sns.amazonaws.com", "events.amazonaws.com"];
  const sources = [...new Set(queues.flatMap((queue) => queue.sources))];
  return queues.flatMap((queue) => [
    ...[queue.main, queue.undeliverable].flatMap((resource) => into(resource, queue)),
    ...sources.map((source) => ask(queue.deadLetter, false, source, place.account)),
  ]);

  function into(resource: string, queue: AwsQueues): readonly Question<AwsCall>[] {
    return [
      ask(resource, false),
      ...sources.flatMap((source) => {
        const feeds = queue.sources.includes(source);
        const twin = source.replace(`:${place.account}:`, `:${OTHER_ACCOUNT}:`);
        return [
          ask(resource, feeds, source, place.account),
          ask(resource, feeds, source),
          ask(resource, false, source, OTHER_ACCOUNT),
          ask(resource, false, twin, OTHER_ACCOUNT),
          ask(resource, false, twin),
        ];
      }),
      ...queue.sources.flatMap((source): Question<AwsCall>[] => {
        const caller = service(deliverer, source, place.account);
        return [
          { call: { caller, action: SEND, resource, plain: true }, allowed: false },
          { call: { caller, action: "sqs:PurgeQueue", resource }, allowed: false },
          { call: { caller: service(stranger, source, place.account), action: SEND, resource }, allowed: false },
        ];
      }),
    ];
  }

  function ask(resource: string, allowed: boolean, source?: string, account?: string): Question<AwsCall> {
    return { call: { caller: service(deliverer, source, account), action: SEND, resource }, allowed };
  }
}
