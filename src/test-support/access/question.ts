/** One call put to the policies, and the answer that follows from the desired state alone. */
export interface Question<Call> {
  readonly call: Call;
  readonly allowed: boolean;
}

/** Says whether the policies of one set of resources let a call pass. Throws on what it does not understand. */
export type Decide<Call> = (call: Call) => boolean | Promise<boolean>;

/** The first question that the policies answer otherwise than the desired state, in words; undefined when there is none. */
export async function firstWrongAnswer<Call>(
  questions: readonly Question<Call>[],
  decide: Decide<Call>,
): Promise<string | undefined> {
  for (const { call, allowed } of questions) {
    const answer = decide(call);
    if ((typeof answer === "boolean" ? answer : await answer) !== allowed)
      return `${allowed ? "refused" : "allowed"}, against the desired state: ${JSON.stringify(call)}`;
  }
  return undefined;
}
