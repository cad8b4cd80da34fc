import type { LiveGcpQuestion } from "./live-gcp-question.ts";
import type { Excepting } from "./live-question.ts";

export const GCP_UNENFORCED: readonly Excepting<LiveGcpQuestion>[] = [
  {
    name: "a deployer in its own project",
    on: ["gcp-pubsub"],
    why: "Who deploys to a project may do everything there. On Google Cloud that comes from a role on the project, which is not the stack's and of which the evaluator knows nothing.",
    evidence: "tools/pubsub-emulator/README.md, the deployer of a project",
    is: ({ call, deployers, allowed }) => !allowed && deployers.get(projectOf(call.resource)) === call.caller,
  },
];

export function projectOf(resource: string): string {
  return resource.split("/")[1] ?? "";
}
