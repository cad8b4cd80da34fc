import type { InputProperties, Properties } from "../input-property.ts";
import type { ResourceType } from "../resource-type.ts";
import type { GcpConnection } from "./connection.ts";
import { hasCode, NOT_FOUND } from "./connection.ts";
import { changeBindings, hasMember, readPolicy, withMember, withoutMember } from "./iam-policy.ts";
import { fullPath, parsePath } from "./resource-path.ts";

/** What both member types have in common; the resource's own input is `topic` or `subscription`. */
interface Grant {
  readonly resource: string;
  readonly role: string;
  readonly member: string;
}

/**
 * A resource type that adds one member to one role of one Pub/Sub resource and leaves every other grant alone.
 * Two of the same grant are one in the cloud: removing one removes it.
 */
export function iamMember(
  token: string,
  key: "topic" | "subscription",
  collection: "topics" | "subscriptions",
): ResourceType<GcpConnection> {
  const inputs: InputProperties = {
    [key]: { kind: "string", required: true, forceNew: true },
    project: { kind: "string", inherited: true, forceNew: true },
    role: { kind: "string", required: true, forceNew: true },
    member: { kind: "string", required: true, forceNew: true },
  };
  const grantOf = (values: Properties): Grant => ({
    resource: fullPath(collection, String(values["project"]), String(values[key])),
    role: String(values["role"]),
    member: String(values["member"]),
  });
  return {
    token,
    inputs,

    async create(connection, values) {
      const { resource, role, member } = grantOf(values);
      await changeBindings(connection, resource, (bindings) => withMember(bindings, role, member));
      return `${resource}/${role}/${member}`;
    },

    async read(connection, id, known) {
      const { resource, role, member } =
        known[key] === undefined ? parse(collection, id) : grantOf(known as Properties);
      try {
        if (!hasMember(await readPolicy(connection, resource), role, member)) return undefined;
      } catch (error) {
        if (hasCode(error, NOT_FOUND)) return undefined;
        throw error;
      }
      const path = parsePath(collection, resource);
      return known[key] === undefined ? { [key]: path?.name, project: path?.project, role, member } : {};
    },

    async update() {
      throw new Error("every input of a grant forces a replacement");
    },

    async delete(connection, _id, values) {
      const { resource, role, member } = grantOf(values);
      try {
        await changeBindings(connection, resource, (bindings) => withoutMember(bindings, role, member));
      } catch (error) {
        if (!hasCode(error, NOT_FOUND)) throw error;
      }
    },

    outputs: () => ({}),
  };
}

/** Ids of an import may be written as the real provider documents them (blanks) or as it makes them (slashes). */
function parse(collection: string, id: string): Grant {
  const found = new RegExp(`^(projects/[^/]+/${collection}/[^/ ]+)[/ ](.*roles/[^/ ]+)[/ ]([^/ ]+)$`).exec(id);
  const [, resource, role, member] = found ?? [];
  if (resource === undefined || role === undefined || member === undefined)
    throw new Error(`the id must be "projects/PROJECT/${collection}/NAME ROLE MEMBER"`);
  return { resource, role, member };
}
