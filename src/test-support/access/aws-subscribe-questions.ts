import { type Caller, OTHER_ACCOUNT } from "./aws-caller.ts";
import type { AwsCall } from "./aws-decisions.ts";
import type { AwsEvent, AwsScene } from "./aws-scene.ts";
import type { Question } from "./question.ts";

/**
 * Every administrator (a deployer is one), and everybody else × every topic × queues of every account: only queues, of
 * the owner's account or of subscribers; with an organization, of every account in it.
 */
export function subscribeQuestions({ events, callers, accounts }: AwsScene): readonly Question<AwsCall>[] {
  return events.flatMap((event) => {
    const { address } = event;
    if (address.kind !== "sns-topic") return [];
    const queues = [...accounts, OTHER_ACCOUNT].map((account) => [
      "sqs",
      `arn:aws:sqs:${event.place.region}:${account}:unrelated`,
      account,
    ]);
    const elsewhere = `arn:aws:sqs:us-east-1:${accounts[0]}:unrelated`;
    // An address where nobody answers: the emulator goes there when it is allowed to.
    const others = [
      ["sqs", elsewhere],
      ["https", "https://127.0.0.1:1/hook"],
    ];
    const disguised = queues.map(([, queue = "", account = ""]) => ["https", queue, account]);
    const endpoints = [...queues, ...others, ...disguised];
    return callers.flatMap((caller) =>
      endpoints.map(([protocol = "", endpoint = "", account]) => ({
        call: {
          caller,
          action: "sns:Subscribe",
          resource: address.topicArn,
          context: { "sns:Protocol": [protocol], "sns:Endpoint": [endpoint] },
        },
        allowed: maySubscribe(caller, event, protocol, account),
      })),
    );
  });
}

/** @param account whose queue the endpoint is; undefined for what is no queue of the topic's region */
function maySubscribe(caller: Caller, event: AwsEvent, protocol: string, account: string | undefined): boolean {
  const from = caller.context["aws:PrincipalAccount"];
  const { organizationId } = event.place;
  if (!caller.administrator || from === undefined) return false;
  if (from === event.place.account) return true;
  if (protocol !== "sqs") return false;
  if (organizationId !== undefined) return caller.context["aws:PrincipalOrgID"] === organizationId;
  return account !== undefined && event.subscribers.includes(from) && event.subscribers.includes(account);
}
