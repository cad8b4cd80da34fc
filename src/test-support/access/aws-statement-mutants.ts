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
    ["resource-any", { ...statement, Resource: "*" }] as const,
    ...(many(statement.Resource).length > 1 ? less("resource-less", many(statement.Resource), "Resource") : []),
    ...actions(statement),
    ...conditions(statement, intruders),
  ];

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
  const given = statement.Principal as Readonly<Record<string, string>>;
  return [
    ["principal-any", { ...statement, Principal: "*" }],
    ...intruders.principals.map(
      (one): Changed => [
        "principal-more",
        { ...statement, Principal: { ...given, AWS: given["AWS"] === undefined ? one : [given["AWS"], one] } },
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
      ...(operator === "Null" ? [] : (intruders.values.get(key) ?? []))
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

  function changed(operator: string, key: string, values?: readonly string[]) {
    const { [key]: _gone, ...others } = Condition?.[operator] ?? {};
    const keys = values === undefined ? others : { ...others, [key]: values };
    const { [operator]: _old, ...rest } = Condition ?? {};
    return { ...statement, Condition: Object.keys(keys).length === 0 ? rest : { ...rest, [operator]: keys } };
  }
}

function many(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}

/** The text of a policy with other statements. */
export function policyText(policy: PolicyText, statements: readonly object[]): Json {
  return JSON.stringify({ ...policy, Statement: statements });
}
