import { type PolicyText, parsed } from "../../backends/aws/test-support/input.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { intrudersOf } from "./aws-intruders.ts";
import { policyText, statementMutants } from "./aws-statement-mutants.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";

/** Every single grant or statement widened or dropped. `stranger` is a role that is none of the stack's. */
export function awsMutants(resources: readonly CloudResource[], stranger: string): readonly Mutant[] {
  const intruders = intrudersOf(resources, stranger);
  return resources.flatMap((of) => {
    const mutants = mutantsOf(resources, of);
    const { policy, assumeRolePolicy } = of.properties;
    const [key, text] = assumeRolePolicy === undefined ? ["policy", policy] : ["assumeRolePolicy", assumeRolePolicy];
    if (typeof text !== "string") return [];
    const document: PolicyText = parsed(text);
    const { Statement } = document;
    return [
      // Without a queue there is nothing to ask about; that it is there is another test's matter.
      ...(of.type === "aws:sqs/queue:Queue"
        ? [
            mutants.less("policy-dropped", "policy"),
            mutants.less("redrive-dropped", "redriveAllowPolicy"),
            mutants.with("redrive-any", { redriveAllowPolicy: '{"redrivePermission":"allowAll"}' }),
          ]
        : [mutants.without("resource-dropped")]),
      ...Statement.flatMap((statement) => {
        const others = Statement.filter((each) => each !== statement);
        const dropped = { [key]: policyText(document, others) };
        return [
          ...(others.length > 0 ? [mutants.with("statement-dropped", dropped, statement.Sid)] : []),
          ...statementMutants(statement, intruders).map(([kind, changed]) => {
            const all = Statement.map((each) => (each === statement ? changed : each));
            return mutants.with(kind, { [key]: policyText(document, all) }, statement.Sid);
          }),
        ];
      }),
    ];
  });
}
