import type { PolicyText } from "../../backends/aws/test-support/input.ts";
import type { Json } from "../../backends/cloud-resource.ts";
import type { Intruders } from "./aws-intruders.ts";

export type StatementText = PolicyText["Statement"][number];

/** A statement with one change, and what kind of change. */
export type Changed = readonly [kind: string, statement: Readonly<Record<string, unknown>>];

/** How many intruders a condition value gets, one after the other; the first are the farthest from the stack. */
const INTRUDERS = 2;

/**
 * Every single change of a statement that could allow more, or grant less: another principal, any resource, more
 * actions, one condition, operator or value less or more. What only denies more is left out.
 */
export function statementMutants(statement: StatementText, intruders: Intruders): readonly Changed[] {
  return [
    ...principals(statement, intruders),
    ...resources(statement),
    ...actions(statement),
    ...conditions(statement, intruders),
  ];

  /** A policy on a resource is asked about that one alone, so that any other Resource changes nothing. */
  function resources({ Principal, Resource }: StatementText): readonly Changed[] {
    if (Principal !== undefined || Resource === undefined) return [];
    const all = many(Resource);
    return [
      ["resource-any", { ...statement, Resource: "*" }],
      ...(all.length > 1 ? less("resource-less", all, "Resource") : []),
    ];
  }

  function less(kind: string, values: readonly string[], key: "Resource" | "Action"): readonly Changed[] {
    return values.map((value) => [kind, { ...statement, [key]: values.filter((each) => each !== value) }]);
  }

  function actions({ Action, Effect }: StatementText): readonly Changed[] {
    const all = many(Action);
    return [
      ...(all.length > 1 ? less("action-less", all, "Action") : []),
      ...(Effect === "Allow" ? [["action-any", { ...statement, Action: `${all[0]?.split(":")[0]}:*` }] as const] : []),
    ];
  }
}

function principals(statement: StatementText, intruders: Intruders): readonly Changed[] {
  if (statement.Effect !== "Allow" || statement.Principal === undefined) return [];
  if (statement.Principal === "*") return [];
  const given = statement.Principal as Readonly<Record<string, string | readonly string[]>>;
  return [
    ["principal-any", { ...statement, Principal: "*" }],
    ...intruders.principals.map(
      (one): Changed => [
        "principal-more",
        { ...statement, Principal: { ...given, AWS: given["AWS"] === undefined ? one : [...many(given["AWS"]), one] } },
      ],
    ),
  ];
}

function conditions(statement: StatementText, intruders: Intruders): readonly Changed[] {
  const { Condition, ...unconditional } = statement;
  if (Condition === undefined) return [];
  const pairs = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: many(values) })),
  );
  return [
    ["condition-none", unconditional],
    ...(pairs.length > 1 ? pairs.map(({ operator, key }): Changed => ["condition-less", changed(operator, key)]) : []),
    ...pairs.flatMap(({ operator, key, values }): Changed[] => [
      ...(operator === "Null" ? [] : intrudersFor(key))
        .filter((value) => !values.includes(value))
        .slice(0, INTRUDERS)
        .map((value): Changed => ["value-more", changed(operator, key, [...values, value])]),
      ...(values.length > 1
        ? values.map(
            (value): Changed => [
              "value-less",
              changed(
                operator,
                key,
                values.filter((one) => one !== value),
              ),
            ],
          )
        : []),
    ]),
  ];

  /**
   * A role is named with effect only from where the statement lets in, or for a Deny from the account of what it guards:
   * across accounts nobody gets in who is not let in.
   */
  function intrudersFor(key: string): readonly string[] {
    const values = intruders.values.get(key) ?? [];
    if (key !== "aws:PrincipalArn") return values;
    const admitted = statement.Effect === "Allow" ? accountsOf(statement.Principal) : [];
    const guarded = many(statement.Resource ?? []).map(accountOf);
    const accounts = (admitted.length > 0 ? admitted : guarded).filter((account) => account !== "");
    // Where neither tells, as in the policy of a key, anybody may be tried.
    if (accounts.length === 0) return values;
    const said = values.filter((role) => accounts.includes(accountOf(role)));
    return [...accounts.map((account) => `arn:aws:iam::${account}:role/intruder`), ...said];
  }

  function changed(operator: string, key: string, values?: readonly string[]) {
    const { [key]: _gone, ...others } = Condition?.[operator] ?? {};
    const keys = values === undefined ? others : { ...others, [key]: values };
    const { [operator]: _old, ...rest } = Condition ?? {};
    return { ...statement, Condition: Object.keys(keys).length === 0 ? rest : { ...rest, [operator]: keys } };
  }
}

function accountsOf(principal: unknown): readonly string[] {
  const named = (Object(principal) as Readonly<Record<string, string | readonly string[]>>)["AWS"];
  return named === undefined ? [] : many(named).map(accountOf);
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}

function many(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/** The text of a policy with other statements. */
export function policyText(policy: PolicyText, statements: readonly object[]): Json {
  return JSON.stringify({ ...policy, Statement: statements });
}
