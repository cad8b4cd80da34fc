/** What services count in a resource policy. */
export interface PolicySize {
  readonly statements: number;
  /** Every mention of one, in whatever statement; `*` is one. */
  readonly principals: number;
  /** Every pair of operator and key: SQS does not say whether it counts these or the operators, which are never more. */
  readonly conditions: number;
  /** Of the statement with the most. */
  readonly actions: number;
}

interface Statement {
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: Readonly<Record<string, object>>;
}

/** @param policy the JSON text of a policy as `policyDocument` makes it */
export function policySize(policy: string): PolicySize {
  const { Statement: statements } = JSON.parse(policy) as { readonly Statement: readonly Statement[] };
  let [principals, conditions, actions] = [0, 0, 0];
  for (const { Principal: principal, Action: action, Condition: condition = {} } of statements) {
    principals += typeof principal === "string" ? 1 : sum(Object.values(Object(principal)).map(howMany));
    conditions += sum(Object.values(condition).map((keys) => Object.keys(keys).length));
    actions = Math.max(actions, howMany(action));
  }
  return { statements: statements.length, principals, conditions, actions };
}

function howMany(oneOrMany: unknown): number {
  return Array.isArray(oneOrMany) ? oneOrMany.length : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
