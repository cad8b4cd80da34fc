import type { protos } from "@google-cloud/pubsub";
import type { Json } from "../../../backends/cloud-resource.ts";
import type { InputProperty } from "../input-property.ts";

export type SchemaSettings = {
  /** `projects/PROJECT/schemas/NAME`. */
  readonly schema: string;
  readonly encoding: Encoding;
  readonly firstRevisionId?: string;
  readonly lastRevisionId?: string;
};

/** google/pubsub/v1/schema.proto, Encoding. */
const ENCODINGS = ["ENCODING_UNSPECIFIED", "JSON", "BINARY"] as const;
type Encoding = (typeof ENCODINGS)[number];
type Message = protos.google.pubsub.v1.ISchemaSettings;

export const schemaSettings: InputProperty = {
  kind: "object",
  fields: {
    schema: { kind: "string", required: true },
    encoding: { kind: "string", default: "ENCODING_UNSPECIFIED", oneOf: ENCODINGS },
    firstRevisionId: { kind: "string" },
    lastRevisionId: { kind: "string" },
  },
};

/** `null` takes the settings away. */
export function toSchemaSettings(settings: SchemaSettings | undefined): Message | null {
  return settings === undefined ? null : { ...settings };
}

export function fromSchemaSettings(found: Message | null | undefined): Json | undefined {
  if (!found?.schema) return undefined;
  return {
    schema: found.schema,
    encoding: (typeof found.encoding === "number" ? ENCODINGS[found.encoding] : found.encoding) ?? ENCODINGS[0],
    ...(found.firstRevisionId && { firstRevisionId: found.firstRevisionId }),
    ...(found.lastRevisionId && { lastRevisionId: found.lastRevisionId }),
  };
}
