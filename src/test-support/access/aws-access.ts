import type { AwsPlace } from "../../backends/aws/place.ts";
import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { AccessCheck } from "./access-check.ts";
import { AwsDecisions } from "./aws-decisions.ts";
import { awsPolicies } from "./aws-policies.ts";
import { awsQuestions } from "./aws-questions.ts";
import { redriveDecisions, redriveQuestions } from "./aws-redrive-questions.ts";
import { ruleDecisions, ruleQuestions } from "./aws-rule-questions.ts";
import { type AwsScene, arnOfRule, awsScene, placeOfProvider } from "./aws-scene.ts";
import { firstWrongAnswer } from "./question.ts";

/** Invariant 3 on AWS, of the policies in any resources, against what the input stands for. */
export function awsAccess(
  backend: Backend,
  input: BackendInput<AwsPlace>,
  made: readonly CloudResource[],
): AccessCheck {
  const placeOf = placeOfProvider(backend, input);
  const scene = awsScene(backend, input, made);
  // What is granted and what is not ours comes first: there most mutants show, and each answer costs half a millisecond.
  const questions = Object.values(awsQuestions(scene))
    .flat()
    .sort((a, b) => Number(b.allowed) - Number(a.allowed));
  const redrives = redriveQuestions(scene);
  const rules = ruleQuestions(scene);
  const decisions = new AwsDecisions();
  return {
    questions: questions.length + redrives.length + rules.length,
    async problem(resources) {
      const policies = awsPolicies(resources, placeOf);
      return (
        unasked(scene, policies.made) ??
        (await firstWrongAnswer(redrives, redriveDecisions(policies))) ??
        (await firstWrongAnswer(
          rules,
          ruleDecisions(resources, (rule) => arnOfRule(placeOf(rule.provider), rule)),
        )) ??
        (await firstWrongAnswer(questions, decisions.under(policies)))
      );
    },
  };
}

/** Nothing that is made stays outside of the questions, and nothing is asked of what is not made. */
function unasked({ events, queues }: AwsScene, made: ReadonlySet<string>): string | undefined {
  const asked = new Set([
    ...events.map(({ address }) => (address.kind === "event-bus" ? address.eventBusArn : address.topicArn)),
    ...queues.flatMap(({ main, deadLetter, undeliverable }) => [main, deadLetter, undeliverable]),
    ...queues.flatMap(({ sources }) =>
      sources.flatMap(({ across }) => (across === undefined ? [] : [across.role, across.undeliverable])),
    ),
  ]);
  const missed = [...made].filter((arn) => !asked.has(arn));
  const unmade = [...asked].filter((arn) => !made.has(arn));
  return missed.length + unmade.length === 0 ? undefined : `never asked: ${missed}; not made: ${unmade}`;
}
