import type { Backend, BackendInput } from "../../backends/backend.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { GcpPlace } from "../../backends/gcp-pubsub/settings.ts";
import type { AccessCheck } from "./access-check.ts";
import { gcpDecisions, otherRole } from "./gcp-decisions.ts";
import { gcpQuestions } from "./gcp-questions.ts";
import { gcpServiceQuestions } from "./gcp-service-questions.ts";
import { firstWrongAnswer } from "./question.ts";

/** Invariant 3 on Google Cloud, of the grants in any resources, against what the input stands for. */
export function gcpAccess(
  backend: Backend,
  input: BackendInput<GcpPlace>,
  made: readonly CloudResource[],
): AccessCheck {
  const questions = [...gcpQuestions(backend, input, made), ...gcpServiceQuestions(input, made)];
  return {
    questions: questions.length,
    problem: async (resources) => otherRole(resources) ?? firstWrongAnswer(questions, gcpDecisions(resources)),
  };
}
