import type { CloudResource } from "../../cloud-resource.ts";
import { type PolicyText, parsed } from "./input.ts";

/** A call as AWS sees it. `context` holds the condition keys of the call besides `aws:PrincipalArn` and TLS. */
export interface Call {
  /** ARN of the caller's role, or a service principal. */
  readonly caller: string;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** True unless said otherwise. */
  readonly tls?: boolean;
  /** The caller has a policy of its own that allows everything, as an administrator's role may. */
  readonly administrator?: boolean;
}

/**
 * Reads the produced policies once and tells of calls within the account whether they let them pass (IAM User Guide,
 * "Policy evaluation logic"): no deny applies, and a policy of the role or of the resource allows the call.
 * Operators that it does not know are errors.
 */
export function evaluator(resources: readonly CloudResource[]): (call: Call) => boolean {
  const ofRoles = resources
    .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
    .map(({ properties }) => ({ role: String(properties["role"]), ...parsed(properties["policy"]) }));
  const onResources = resources
    .filter(({ type }) => /:(QueuePolicy|TopicPolicy|EventBusPolicy)$/.test(type))
    .flatMap(({ properties }) => parsed(properties["policy"]).Statement);

  return (call) => {
    const own = ofRoles.filter(({ role }) => call.caller.startsWith("arn:") && call.caller.endsWith(`/${role}`));
    const statements = [...own.flatMap(({ Statement }) => Statement), ...onResources].filter((each) =>
      applies(each, call),
    );
    if (statements.some(({ Effect }) => Effect === "Deny")) return false;
    return call.administrator === true || statements.some(({ Effect }) => Effect === "Allow");
  };
}

type Statement = PolicyText["Statement"][number];

function applies(statement: Statement, call: Call): boolean {
  const isService = !call.caller.startsWith("arn:");
  const context: Record<string, readonly string[]> = {
    "aws:SecureTransport": [String(call.tls ?? true)],
    ...(!isService && { "aws:PrincipalArn": [call.caller] }),
    ...call.context,
  };
  return (
    many(statement.Resource).includes(call.resource) &&
    many(statement.Action).some((action) => action === call.action || action === `${call.action.split(":")[0]}:*`) &&
    principalMatches(statement.Principal, call.caller, isService) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, many(values), context[key])),
    )
  );
}

function principalMatches(principal: unknown, caller: string, isService: boolean): boolean {
  if (principal === undefined || principal === "*") return true;
  const { AWS, Service } = principal as { readonly AWS?: string; readonly Service?: string };
  if (isService) return Service === caller;
  return AWS === `${caller.split(":").slice(0, 5).join(":")}:root`;
}

function holds(operator: string, values: readonly string[], given: readonly string[] | undefined): boolean {
  const matches = (given ?? []).some((value) => values.includes(value));
  switch (operator) {
    case "ArnEquals":
    case "StringEquals":
    case "Bool":
      return matches;
    case "StringEqualsIfExists":
      return given === undefined || matches;
    case "ArnNotEquals":
      return !matches;
    case "Null":
      return values.includes(String(given === undefined));
    case "ForAllValues:StringEquals":
      return (given ?? []).every((value) => values.includes(value));
    default:
      throw new Error(`the evaluator does not know ${operator}`);
  }
}

function many(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
