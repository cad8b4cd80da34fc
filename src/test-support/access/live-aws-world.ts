import { DeleteRolePolicyCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { type AwsCredentials, type AwsEndpoint, rootOf } from "../../local/clients/aws-connection.ts";
import { parseRoleArn } from "../../local/clients/aws-role.ts";
import { assumeRole } from "../../local/clients/aws-session.ts";
import { createRoles } from "../../local/emulators/aws-roles.ts";
import type { Caller } from "./aws-caller.ts";
import { type AwsClients, awsClients, destroy } from "./live-aws-clients.ts";

const ADMINISTRATOR = "live-administrator";

/** Everybody who acts on the AWS emulator. */
export class LiveAwsWorld {
  readonly at: AwsEndpoint;
  readonly #roots = new Map<string, AwsClients>();
  /** By role; nobody has the empty name. */
  readonly #sessions = new Map<string, { readonly tls: AwsClients; readonly plain: AwsClients }>();
  #administrators: readonly string[] = [];

  constructor(at: AwsEndpoint) {
    this.at = at;
  }

  /** The administrator of an account, whom no policy of a role stops. */
  root(account: string): AwsClients {
    const known = this.#roots.get(account) ?? awsClients(this.at, rootOf(account));
    this.#roots.set(account, known);
    return known;
  }

  /**
   * Makes the roles that nobody has made, and a session of each. A role that trusts EventBridge alone trusts its account
   * for the moment in which the session is made.
   * @param trusts what the roles that the stack makes trust, by ARN
   */
  async enter(callers: readonly Caller[], trusts: ReadonlyMap<string, string>): Promise<void> {
    const roles = [...new Set(callers.flatMap(({ role }) => role ?? []))];
    await createRoles({ ...this.at, roleArns: roles.filter((role) => !trusts.has(role)) });
    for (const role of roles) {
      const trust = trusts.get(role);
      const { account, name: RoleName } = parseRoleArn(role);
      const { iam } = this.root(account);
      const say = (PolicyDocument: string) => iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
      if (trust !== undefined) await say(allow({ AWS: `arn:aws:iam::${account}:root` }, "sts:AssumeRole"));
      this.#enter(role, await assumeRole(this.at, role));
      if (trust !== undefined) await say(trust);
    }
    this.#enter("", undefined);
  }

  #enter(role: string, credentials: AwsCredentials | undefined): void {
    const [tls, plain] = [awsClients(this.at, credentials), awsClients(this.at, credentials, true)];
    this.#sessions.set(role, { tls, plain });
  }

  /** @param plain without TLS */
  as({ role = "" }: Pick<Caller, "role">, plain = false): AwsClients {
    const found = this.#sessions.get(role);
    if (found === undefined) throw new Error(`${role} has no session`);
    return plain ? found.plain : found.tls;
  }

  /** From now on these roles, and no others, have a policy of their own that allows everything. */
  async administer(roles: readonly string[]): Promise<void> {
    const those = new Set(roles);
    const before = new Set(this.#administrators);
    const PolicyDocument = allow(undefined, "*");
    for (const role of before)
      if (!those.has(role))
        await this.#policy(role, (RoleName, PolicyName) => new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    for (const role of those)
      if (!before.has(role))
        await this.#policy(
          role,
          (RoleName, PolicyName) => new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }),
        );
    this.#administrators = [...those];
  }

  async #policy(
    role: string,
    command: (role: string, policy: string) => PutRolePolicyCommand | DeleteRolePolicyCommand,
  ): Promise<void> {
    const { account, name } = parseRoleArn(role);
    await this.root(account).iam.send(command(name, ADMINISTRATOR) as PutRolePolicyCommand);
  }

  close(): void {
    const sessions = [...this.#sessions.values()].flatMap(({ tls, plain }) => [tls, plain]);
    for (const clients of [...this.#roots.values(), ...sessions]) destroy(clients);
  }
}

function allow(Principal: object | undefined, Action: string): string {
  const who = Principal === undefined ? { Resource: "*" } : { Principal };
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, ...who }] });
}
