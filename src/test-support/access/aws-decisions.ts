import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import type { Caller } from "./aws-caller.ts";
import type { AwsPolicies } from "./aws-policies.ts";
import type { Decide } from "./question.ts";

/** A call as AWS gets it. */
export interface AwsCall {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the call besides the caller's own. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** Sent without TLS. */
  readonly plain?: true;
}

const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Decisions of `@cloud-copilot/iam-simulate` on produced policies. The answer to a call depends on nothing but the
 * call and the texts that apply to it, so it is kept: of two sets of policies that differ in one text, the second
 * costs little.
 */
export class AwsDecisions {
  readonly #known = new Map<string, boolean>();
  readonly #calls = new WeakMap<AwsCall, string>();
  readonly #texts = new Map<string, { readonly number: number; readonly document: object }>();

  under(policies: AwsPolicies): Decide<AwsCall> {
    return (call) => {
      const identity = this.#identityOf(call.caller, policies);
      const attached = policies.on.get(call.resource);
      const texts = [...identity, attached ?? ""].map((text) => (text === "" ? "-" : this.#read(text).number));
      const key = `${texts} ${this.#callKey(call)}`;
      return this.#known.get(key) ?? this.#learn(key, this.#simulate(call, identity, attached));
    };
  }

  async #learn(key: string, answer: Promise<boolean>): Promise<boolean> {
    this.#known.set(key, await answer);
    return answer;
  }

  #identityOf({ role, administrator }: Caller, { ofRole }: AwsPolicies): readonly string[] {
    const [, , , , account, resource] = role?.split(":") ?? [];
    const own = ofRole.get(`${account}/${resource?.split("/").at(-1)}`) ?? [];
    return administrator ? [...own, EVERYTHING] : own;
  }

  #callKey(call: AwsCall): string {
    const known = this.#calls.get(call) ?? JSON.stringify(call);
    this.#calls.set(call, known);
    return known;
  }

  #read(text: string) {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const read = { number: this.#texts.size, document: JSON.parse(text) as object };
    this.#texts.set(text, read);
    return read;
  }

  async #simulate(call: AwsCall, identity: readonly string[], attached: string | undefined): Promise<boolean> {
    const { caller, action, resource, context = {}, plain = false } = call;
    const result = await runSimulation(
      {
        request: {
          principal: caller.principal ?? anonymousPrincipal,
          action,
          resource: { resource, accountId: resource.split(":")[4] ?? "" },
          contextVariables: {
            "aws:SecureTransport": String(!plain),
            ...caller.context,
            ...Object.fromEntries(Object.entries(context).map(([name, values]) => [name, [...values]])),
          },
        },
        identityPolicies: identity.map((text, at) => ({ name: `policy-${at}`, policy: this.#read(text).document })),
        resourcePolicy: attached === undefined ? undefined : this.#read(attached).document,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      },
      {},
    );
    if (result.resultType !== "single")
      throw new Error(`no decision on ${JSON.stringify(call)}: ${JSON.stringify(result)}`);
    const { ignoredContextKeys = [] } = result.result;
    if (ignoredContextKeys.length > 0) throw new Error(`${action} has no condition key ${ignoredContextKeys.join()}`);
    return result.overallResult === "Allowed";
  }
}
