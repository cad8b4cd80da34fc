import type { protos } from "@google-cloud/pubsub";
import type { Json } from "../../../backends/cloud-resource.ts";
import type { InputProperty } from "../input-property.ts";

export type PushConfig = {
  readonly pushEndpoint: string;
  readonly oidcToken?: { readonly serviceAccountEmail: string; readonly audience?: string };
  readonly noWrapper?: { readonly writeMetadata: boolean };
  readonly attributes?: Readonly<Record<string, string>>;
};

type Message = protos.google.pubsub.v1.IPushConfig;

export const pushConfig: InputProperty = {
  kind: "object",
  fields: {
    pushEndpoint: { kind: "string", required: true },
    oidcToken: {
      kind: "object",
      fields: { serviceAccountEmail: { kind: "string", required: true }, audience: { kind: "string" } },
    },
    noWrapper: { kind: "object", fields: { writeMetadata: { kind: "boolean", required: true } } },
    attributes: { kind: "map" },
  },
};

/** The cloud answers with it whether or not it was asked for (google/pubsub/v1/pubsub.proto, PushConfig.attributes). */
const FORMAT = "x-goog-version";

/** `null` means that messages are pulled. */
export function toPushConfig(config: PushConfig | undefined): Message | null {
  return config === undefined ? null : { ...config, attributes: { ...config.attributes } };
}

export function fromPushConfig(found: Message | null | undefined, known: PushConfig | undefined): Json | undefined {
  if (!found?.pushEndpoint) return undefined;
  const { oidcToken, noWrapper } = found;
  const isOwn = (key: string, value: string) =>
    key === FORMAT && value === "v1" && known?.attributes?.[FORMAT] === undefined;
  const attributes = Object.entries(found.attributes ?? {}).filter(([key, value]) => !isOwn(key, value));
  return {
    pushEndpoint: found.pushEndpoint,
    ...(oidcToken && {
      oidcToken: {
        serviceAccountEmail: oidcToken.serviceAccountEmail ?? "",
        ...(oidcToken.audience && { audience: oidcToken.audience }),
      },
    }),
    ...(noWrapper && { noWrapper: { writeMetadata: noWrapper.writeMetadata ?? false } }),
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }),
  };
}
