import type { InputProperties } from "../input-property.ts";
import type { ResourceType } from "../resource-type.ts";
import type { GcpConnection } from "./connection.ts";
import { asDeployer, hasCode, NOT_FOUND } from "./connection.ts";
import { deletionPolicy, mayDelete } from "./deletion-policy.ts";
import { parseId } from "./resource-path.ts";

type Inputs = {
  readonly name: string;
  readonly project: string;
  readonly type: SchemaKind;
  readonly definition?: string;
  readonly deletionPolicy: string;
};

/** google/pubsub/v1/schema.proto, Schema.Type. */
const KINDS = ["TYPE_UNSPECIFIED", "PROTOCOL_BUFFER", "AVRO"] as const;
type SchemaKind = (typeof KINDS)[number];

const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  project: { kind: "string", inherited: true, forceNew: true },
  type: { kind: "string", default: "TYPE_UNSPECIFIED", oneOf: KINDS, forceNew: true },
  definition: { kind: "string" },
  deletionPolicy,
};

/** A new definition is a new revision of the same schema (@pulumi/gcp, SchemaArgs.definition). */
export const schema: ResourceType<GcpConnection, Inputs> = {
  token: "gcp:pubsub/schema:Schema",
  inputs,
  name: "name",

  async create(connection, values) {
    const { project, name: schemaId, type, definition = "" } = values;
    const request = { parent: `projects/${project}`, schemaId, schema: { type, definition } };
    await (await connection.schemas()).createSchema(request, asDeployer(connection));
    return idOf(values);
  },

  async read(connection, id) {
    const path = parseId("schemas", id);
    try {
      const schemas = await connection.schemas();
      const [found] = await schemas.getSchema({ name: id, view: "FULL" }, asDeployer(connection));
      return { ...path, type: kindOf(found.type), definition: found.definition || undefined };
    } catch (error) {
      if (hasCode(error, NOT_FOUND)) return undefined;
      throw error;
    }
  },

  async update(connection, id, { definition: old }, { type, definition = "" }) {
    if (old === definition) return;
    const request = { name: id, schema: { name: id, type, definition } };
    await (await connection.schemas()).commitSchema(request, asDeployer(connection));
  },

  async delete(connection, id, values) {
    if (!mayDelete(values.deletionPolicy)) return;
    try {
      await (await connection.schemas()).deleteSchema({ name: id }, asDeployer(connection));
    } catch (error) {
      if (!hasCode(error, NOT_FOUND)) throw error;
    }
  },

  outputs: () => ({}),
};

function idOf({ project, name }: Inputs): string {
  return `projects/${project}/schemas/${name}`;
}

/** The client tells an enum by name or by number. */
function kindOf(type: string | number | null | undefined): SchemaKind {
  return (typeof type === "number" ? KINDS[type] : KINDS.find((kind) => kind === type)) ?? "TYPE_UNSPECIFIED";
}
