import { CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { CreateTopicCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { AwsPlace } from "../../backends/aws/place.ts";
import type { BackendInput } from "../../backends/backend.ts";
import type { AwsEmulator } from "../../local/emulators/ministack.ts";
import { type AwsCall, AwsDecisions } from "./aws-decisions.ts";
import { awsMutants } from "./aws-mutants.ts";
import { awsPolicies } from "./aws-policies.ts";
import { awsQuestions } from "./aws-questions.ts";
import { type RedriveCall, redriveDecisions, redriveQuestions } from "./aws-redrive-questions.ts";
import { ruleDecisions, ruleQuestions } from "./aws-rule-questions.ts";
import { type AwsScene, arnOfRule, awsScene, placeOfProvider } from "./aws-scene.ts";
import { CALLS } from "./live-aws-calls.ts";
import { partsOf, passes, urlOf } from "./live-aws-clients.ts";
import { LiveDeliveries } from "./live-aws-delivery.ts";
import { AWS_UNASKABLE, AWS_UNENFORCED } from "./live-aws-limits.ts";
import { AwsPolicyWriter } from "./live-aws-mutants.ts";
import { permissionsOf } from "./live-aws-permissions.ts";
import {
  type AwsAsked,
  callQuestion,
  isOfAService,
  type LiveAwsQuestion,
  redriveQuestion,
  ruleQuestion,
  sourceOf,
} from "./live-aws-question.ts";
import { Receipts } from "./live-aws-receipts.ts";
import { LiveAwsWorld } from "./live-aws-world.ts";
import type { LiveCloud } from "./live-question.ts";
import type { LiveStack } from "./live-stack.ts";

/** What the evaluator asks of an AWS stack, put to the running emulator. */
export async function liveAws({ backend, input, made, session }: LiveStack): Promise<LiveCloud<LiveAwsQuestion>> {
  const aws = input as BackendInput<AwsPlace>;
  const scene = awsScene(backend, aws, made);
  const placeOf = placeOfProvider(backend, aws);
  const { endpoint, certificateFile } = session.server as AwsEmulator;
  const region = aws.stack.place.region;
  const world = new LiveAwsWorld({ endpoint, certificateFile, region });
  const site = { world, receipts: new Receipts() };
  const deliveries = new LiveDeliveries(world, scene);
  const decisions = new AwsDecisions();
  const writer = new AwsPolicyWriter(world, placeOf);

  await world.enter(scene.callers, awsPolicies(made, placeOf).on);
  await makeUnrelated(world, scene);

  return {
    questions: [
      ...Object.entries(awsQuestions(scene)).flatMap(([about, questions]) =>
        questions.map((question) => callQuestion(about, question, scene, put)),
      ),
      ...ruleQuestions(scene).map((question) => ruleQuestion(question, scene, put)),
      ...redriveQuestions(scene).map((question) => redriveQuestion(question, scene, put)),
    ],
    unaskable: AWS_UNASKABLE,
    unenforced: AWS_UNENFORCED,
    under(resources) {
      const policies = awsPolicies(resources, placeOf);
      const calls = decisions.under(policies);
      const rules = ruleDecisions(resources, (rule) => arnOfRule(placeOf(rule.provider), rule));
      const redrives = redriveDecisions(policies);
      const all = async (needed: readonly AwsCall[]) => (await Promise.all(needed.map(calls))).every(Boolean);
      return ({ asked }) => {
        switch (asked.of) {
          case "call":
            return all(permissionsOf(asked.call, scene));
          case "rule":
            return rules(asked.call);
          case "redrive":
            return redrives(asked.call);
        }
      };
    },
    mutants: awsMutants(made, `arn:aws:iam::${scene.accounts[0]}:role/intruder`).filter((one) => writer.canWrite(one)),
    apply: (mutant) => writer.apply(mutant),
    async prepare(_turn, questions) {
      const calls = questions.flatMap(({ asked }) => (asked.of === "call" ? [asked.call] : []));
      await world.administer(calls.flatMap(({ caller }) => (caller.administrator && caller.role) || []));
      for (const { action, resource } of calls) {
        if (/:(DeleteMessage|ChangeMessageVisibility)$/.test(action)) await site.receipts.collect(world, resource);
        const queue = scene.queues.find(({ deadLetter }) => deadLetter === resource);
        const [role] = queue?.consumers ?? [];
        if (action === "sqs:CancelMessageMoveTask" && role !== undefined)
          await site.receipts.start(world.as({ role }), resource);
      }
    },
    close: async () => world.close(),
  };

  async function put(asked: AwsAsked): Promise<boolean> {
    if (asked.of === "rule") {
      const { rule, source, detailType } = asked.call;
      return deliveries.matches(rule, source, detailType);
    }
    if (asked.of === "redrive") return redrives(world, asked.call);
    const { call } = asked;
    const source = sourceOf(call);
    if (isOfAService(call) && source !== undefined) return deliveries.arrives(source, call.resource);
    const perform = CALLS[call.action];
    if (perform === undefined) throw new Error(`${call.action} has no call`);
    return passes(() => perform(world.as(call.caller, call.plain), call, site));
  }
}

/** What somebody else has in each account, of which no policy of the stack speaks. */
async function makeUnrelated(world: LiveAwsWorld, { accounts }: AwsScene): Promise<void> {
  for (const account of accounts) {
    const { sqs, sns, events } = world.root(account);
    await sqs.send(new CreateQueueCommand({ QueueName: "unrelated" }));
    await sns.send(new CreateTopicCommand({ Name: "unrelated" }));
    await events.send(new CreateEventBusCommand({ Name: "unrelated" }));
  }
}

/** Whether a queue can name another as its dead-letter queue. SQS says no with InvalidAttributeValue; what was named before is named again. */
async function redrives(world: LiveAwsWorld, { from, to }: RedriveCall): Promise<boolean> {
  const { sqs } = world.root(partsOf(from).account);
  const QueueUrl = urlOf(from);
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] }));
  const name = (RedrivePolicy: string) =>
    sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { RedrivePolicy } }));
  try {
    await name(JSON.stringify({ deadLetterTargetArn: to, maxReceiveCount: 5 }));
  } catch (error) {
    if (error instanceof Error && /^Invalid(Attribute|Parameter)Value$/.test(error.name)) return false;
    throw error;
  }
  await name(Attributes?.["RedrivePolicy"] ?? "");
  return true;
}
