import { recorded } from "../recorded.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";

type Inputs = { readonly name: string; readonly region: string; readonly tags?: Tags };

/** Recorded only: MiniStack 1.5.33 has no EventBridge Schemas. */
export const schemasRegistry = recorded<AwsConnection, Inputs>({
  token: "aws:schemas/registry:Registry",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    description: { kind: "string" },
    tags: { kind: "map" },
  },
  name: "name",
  id: (_connection, { name }) => name,
  outputs: (connection, id, { region: place, tags = {} }) => ({
    arn: `arn:aws:schemas:${place}:${connection.account}:registry/${id}`,
    tagsAll: tags,
  }),
});
