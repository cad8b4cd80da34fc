import { type PolicyText, parsed } from "../../backends/aws/test-support/input.ts";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { OTHER_ACCOUNT, OTHER_ORGANIZATION } from "./aws-caller.ts";

/** Whom a widened statement lets in. */
export interface Intruders {
  /** For the `AWS` principals of a statement. */
  readonly principals: readonly string[];
  /** By condition key, values that a condition may get besides its own. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** A role that is none of the stack's, another account, and for each condition key what it says in other policies. */
export function intrudersOf(resources: readonly CloudResource[], stranger: string): Intruders {
  const values = new Map<string, string[]>([
    ["aws:PrincipalArn", [stranger]],
    ["aws:SourceAccount", [OTHER_ACCOUNT]],
    ["aws:PrincipalOrgID", [OTHER_ORGANIZATION]],
    ["sns:Protocol", ["https"]],
    ["sns:Endpoint", [`arn:aws:sqs:*:${OTHER_ACCOUNT}:*`]],
  ]);
  for (const { properties } of resources) {
    const text = properties["policy"] ?? properties["assumeRolePolicy"];
    if (typeof text !== "string") continue;
    for (const { Condition = {} } of parsed(text).Statement)
      for (const [key, said] of comparedIn(Condition))
        values.set(key, [...new Set([...(values.get(key) ?? []), ...[said].flat()])]);
  }
  values.delete("aws:SecureTransport");
  return { principals: [stranger, `arn:aws:iam::${OTHER_ACCOUNT}:root`], values };
}

/** The keys and values that are compared; `Null` asks for presence alone. */
function comparedIn(condition: NonNullable<PolicyText["Statement"][number]["Condition"]>) {
  return Object.entries(condition)
    .filter(([operator]) => operator !== "Null")
    .flatMap(([, keys]) => Object.entries(keys));
}
