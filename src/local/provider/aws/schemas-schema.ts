import { recorded } from "../recorded.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";

type Inputs = { readonly name: string; readonly region: string; readonly registryName: string; readonly tags?: Tags };

/** Recorded only: MiniStack 1.5.33 has no EventBridge Schemas, which on AWS document events and enforce nothing. */
export const schemasSchema = recorded<AwsConnection, Inputs>({
  token: "aws:schemas/schema:Schema",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    registryName: { kind: "string", required: true, forceNew: true },
    type: { kind: "string", required: true, oneOf: ["OpenApi3", "JSONSchemaDraft4"] },
    content: { kind: "json", required: true },
    description: { kind: "string" },
    tags: { kind: "map" },
  },
  name: "name",
  id: (_connection, { name, registryName }) => `${name}/${registryName}`,
  outputs: (connection, _id, { name, registryName, region: place, tags = {} }) => ({
    arn: `arn:aws:schemas:${place}:${connection.account}:schema/${registryName}/${name}`,
    tagsAll: tags,
  }),
});
