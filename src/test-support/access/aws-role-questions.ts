import { OTHER_ACCOUNT, service } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import { accountOf, deliverers } from "./aws-delivery-questions.ts";
import type { AwsScene } from "./aws-scene.ts";
import type { Question } from "./question.ts";

const ASSUME = "sts:AssumeRole";

/**
 * Every role that delivers to another account × who might assume it: EventBridge for the role's own rule, and nobody
 * else. What a session of it may do is asked with those of all roles.
 */
export function roleQuestions(scene: AwsScene): readonly Question<AwsCall>[] {
  const { accounts, queues, callers } = scene;
  const [deliverer, stranger] = deliverers(scene);
  const rules = queues.flatMap(({ sources }) => sources);
  return rules.flatMap(({ arn: own, across }): readonly Question<AwsCall>[] => {
    if (across === undefined) return [];
    const resource = across.role;
    const account = accountOf(own);
    const twin = own.replace(`:${account}:`, `:${OTHER_ACCOUNT}:`);
    const neighbour = own.replace(/[^/]+$/, "unrelated");
    const refused = [
      service(deliverer),
      ...[OTHER_ACCOUNT, ...accounts.filter((other) => other !== account)].map((other) =>
        service(deliverer, own, other),
      ),
      service(deliverer, twin, OTHER_ACCOUNT),
      service(deliverer, twin, account),
      service(deliverer, neighbour, account),
      service(stranger, own, account),
      ...callers,
    ];
    const may = service(deliverer, own, account);
    return [
      { call: { caller: may, action: ASSUME, resource }, allowed: true },
      { call: { caller: may, action: "sts:TagSession", resource }, allowed: false },
      ...rules
        .filter(({ arn }) => arn !== own)
        .flatMap(({ arn }) => [accountOf(arn), account].map((claimed) => service(deliverer, arn, claimed)))
        .map((caller) => ({ call: { caller, action: ASSUME, resource }, allowed: false })),
      ...refused.map((caller) => ({ call: { caller, action: ASSUME, resource }, allowed: false })),
    ];
  });
}
