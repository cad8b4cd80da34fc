import { setTimeout as sleep } from "node:timers/promises";
import type { v1 } from "@google-cloud/pubsub";
import type { GcpConnection } from "./connection.ts";
import { ABORTED, asDeployer, hasCode } from "./connection.ts";

type Policy = Awaited<ReturnType<v1.PublisherClient["getIamPolicy"]>>[0];
type Binding = NonNullable<Policy["bindings"]>[number];

/** The client's types ask for its message classes where plain objects are taken. */
type GetRequest = Parameters<v1.PublisherClient["getIamPolicy"]>[0];
type SetRequest = Parameters<v1.PublisherClient["setIamPolicy"]>[0];

const ATTEMPTS = 20;

export async function readPolicy(connection: GcpConnection, resource: string): Promise<Policy> {
  const [policy] = await (await connection.publisher()).getIamPolicy(
    { resource } as GetRequest,
    asDeployer(connection),
  );
  return policy;
}

/**
 * Changes the bindings of one resource's policy: read, change, write with the etag that was read, and again when
 * somebody else wrote meanwhile (ABORTED), so that concurrent grants do not undo each other.
 */
export async function changeBindings(
  connection: GcpConnection,
  resource: string,
  change: (bindings: readonly Binding[]) => readonly Binding[],
): Promise<void> {
  await connection.exclusively(resource, async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        const policy = await readPolicy(connection, resource);
        const request = { resource, policy: { ...policy, bindings: [...change(policy.bindings ?? [])] } };
        await (await connection.publisher()).setIamPolicy(request as SetRequest, asDeployer(connection));
        return;
      } catch (error) {
        if (!hasCode(error, ABORTED) || attempt === ATTEMPTS) throw error;
        await sleep(Math.random() * 20 * attempt);
      }
    }
  });
}

export function withMember(bindings: readonly Binding[], role: string, member: string): readonly Binding[] {
  const others = withoutMember(bindings, role, member);
  const binding = others.find((candidate) => isFor(candidate, role));
  if (binding === undefined) return [...others, { role, members: [member] }];
  const grown = { ...binding, members: [...(binding.members ?? []), member] };
  return others.map((candidate) => (candidate === binding ? grown : candidate));
}

export function withoutMember(bindings: readonly Binding[], role: string, member: string): readonly Binding[] {
  return bindings
    .map((binding) =>
      isFor(binding, role)
        ? { ...binding, members: (binding.members ?? []).filter((other) => other !== member) }
        : binding,
    )
    .filter((binding) => binding.members?.length !== 0);
}

export function hasMember(policy: Policy, role: string, member: string): boolean {
  return (policy.bindings ?? []).some((binding) => isFor(binding, role) && binding.members?.includes(member));
}

/** A binding with a condition is another binding of the same role. */
function isFor(binding: Binding, role: string): boolean {
  return binding.role === role && !binding.condition;
}
