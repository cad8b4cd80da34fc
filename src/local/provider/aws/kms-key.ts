import type { KeySpec, KeyUsageType } from "@aws-sdk/client-kms";
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import { changedKeys } from "../diff.ts";
import type { InputProperties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { enable, rotate } from "./kms-key-state.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { tagChanges } from "./tags.ts";

type Inputs = {
  readonly region: string;
  readonly description?: string;
  readonly keyUsage: KeyUsageType;
  readonly customerMasterKeySpec: KeySpec;
  readonly policy?: string;
  readonly bypassPolicyLockoutSafetyCheck: boolean;
  readonly isEnabled: boolean;
  readonly enableKeyRotation: boolean;
  readonly rotationPeriodInDays?: number;
  readonly multiRegion?: boolean;
  readonly deletionWindowInDays?: number;
  readonly tags?: Tags;
};

/** Defaults and what replaces are the real provider's (terraform-provider-aws `internal/service/kms/key.go`). */
const inputs: InputProperties = {
  region,
  description: { kind: "string", driftOnlyWhenSet: true },
  keyUsage: { kind: "string", default: "ENCRYPT_DECRYPT", forceNew: true },
  customerMasterKeySpec: { kind: "string", default: "SYMMETRIC_DEFAULT", forceNew: true },
  policy: { kind: "json", driftOnlyWhenSet: true },
  bypassPolicyLockoutSafetyCheck: { kind: "boolean", default: false },
  isEnabled: { kind: "boolean", default: true },
  enableKeyRotation: { kind: "boolean", default: false },
  rotationPeriodInDays: { kind: "number", driftOnlyWhenSet: true },
  multiRegion: { kind: "boolean", forceNew: true, driftOnlyWhenSet: true },
  deletionWindowInDays: { kind: "number" },
  tags: { kind: "map" },
};

/** Its id is made by KMS. A deletion only schedules one; the key serves nobody from then on. */
export const kmsKey: ResourceType<AwsConnection, Inputs> = {
  token: "aws:kms/key:Key",
  inputs,

  async create(connection, values) {
    const kms = connection.kms(values.region);
    const command = new CreateKeyCommand({
      Description: values.description,
      KeyUsage: values.keyUsage,
      KeySpec: values.customerMasterKeySpec,
      Policy: values.policy,
      BypassPolicyLockoutSafetyCheck: values.bypassPolicyLockoutSafetyCheck,
      MultiRegion: values.multiRegion,
      Tags: toKmsTags(values.tags),
    });
    const id = (await kms.send(command)).KeyMetadata?.KeyId;
    if (id === undefined) throw new Error("KMS returned no id for the key");
    if (values.enableKeyRotation) await rotate(kms, id, true, values.rotationPeriodInDays);
    if (!values.isEnabled) await enable(kms, id, false);
    return id;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    const kms = connection.kms(place);
    try {
      const { KeyMetadata: key } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
      if (key === undefined || key.KeyState === "PendingDeletion" || key.KeyState === "PendingReplicaDeletion")
        return undefined;
      const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
      const rotation = await kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
      const { Tags = [] } = await kms.send(new ListResourceTagsCommand({ KeyId: id }));
      return {
        region: place,
        description: key.Description || undefined,
        keyUsage: key.KeyUsage,
        customerMasterKeySpec: key.KeySpec,
        policy: Policy,
        isEnabled: key.Enabled,
        enableKeyRotation: rotation.KeyRotationEnabled ?? false,
        rotationPeriodInDays: rotation.RotationPeriodInDays,
        multiRegion: key.MultiRegion || undefined,
        tags: Tags.length === 0 ? undefined : Object.fromEntries(Tags.map((tag) => [tag.TagKey, tag.TagValue])),
      };
    } catch (error) {
      if (hasName(error, "NotFoundException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const kms = connection.kms(news.region);
    const changed = changedKeys(kmsKey, olds, news);
    // A disabled key cannot be changed: enabled first, disabled last.
    if (changed.includes("isEnabled") && news.isEnabled) await enable(kms, id, true);
    if (changed.includes("enableKeyRotation") || (news.enableKeyRotation && changed.includes("rotationPeriodInDays")))
      await rotate(kms, id, news.enableKeyRotation, news.rotationPeriodInDays);
    if (changed.includes("description"))
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId: id, Description: news.description ?? "" }));
    if (changed.includes("policy"))
      await kms.send(new PutKeyPolicyCommand({ KeyId: id, PolicyName: "default", Policy: news.policy }));
    const { set, remove } = tagChanges(olds.tags, news.tags);
    if (remove.length > 0) await kms.send(new UntagResourceCommand({ KeyId: id, TagKeys: remove }));
    if (Object.keys(set).length > 0) await kms.send(new TagResourceCommand({ KeyId: id, Tags: toKmsTags(set) }));
    if (changed.includes("isEnabled") && !news.isEnabled) await enable(kms, id, false);
  },

  async delete(connection, id, { region: place, deletionWindowInDays }) {
    const command = new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: deletionWindowInDays });
    try {
      await connection.kms(place).send(command);
    } catch (error) {
      if (!hasName(error, "NotFoundException", "KMSInvalidStateException")) throw error;
    }
  },

  outputs: (connection, id, { region: place, tags = {} }) => ({
    arn: `arn:aws:kms:${place}:${connection.account}:key/${id}`,
    keyId: id,
    tagsAll: tags,
  }),
};

function toKmsTags(tags: Tags = {}): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
