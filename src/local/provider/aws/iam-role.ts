import {
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { changedKeys } from "../diff.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import type { Tags } from "./tags.ts";
import { fromTagList, tagChanges, toTagList } from "./tags.ts";

type Inputs = {
  readonly name: string;
  readonly path: string;
  readonly assumeRolePolicy: string;
  readonly tags?: Tags;
};

/** Its policies are resources of their own. */
export const iamRole: ResourceType<AwsConnection, Inputs> = {
  token: "aws:iam/role:Role",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    path: { kind: "string", default: "/", forceNew: true },
    assumeRolePolicy: { kind: "json", required: true },
    tags: { kind: "map" },
  },
  name: "name",

  async create(connection, values) {
    const command = new CreateRoleCommand({
      RoleName: values.name,
      Path: values.path,
      AssumeRolePolicyDocument: values.assumeRolePolicy,
      Tags: toTagList(values.tags),
    });
    await connection.iam().send(command);
    return values.name;
  },

  async read(connection, id) {
    try {
      const { Role } = await connection.iam().send(new GetRoleCommand({ RoleName: id }));
      return {
        name: id,
        path: Role?.Path,
        // RFC 3986 percent-encoded (IAM API reference, GetRole).
        assumeRolePolicy: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
        tags: fromTagList(Role?.Tags?.map(({ Key, Value }) => ({ Key, Value }))),
      };
    } catch (error) {
      if (hasName(error, "NoSuchEntityException")) return undefined;
      throw error;
    }
  },

  async update(connection, id, olds, news) {
    const iam = connection.iam();
    if (changedKeys(iamRole, olds, news).includes("assumeRolePolicy"))
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: id, PolicyDocument: news.assumeRolePolicy }));
    const { set, remove } = tagChanges(olds.tags, news.tags);
    if (remove.length > 0) await iam.send(new UntagRoleCommand({ RoleName: id, TagKeys: remove }));
    if (Object.keys(set).length > 0) await iam.send(new TagRoleCommand({ RoleName: id, Tags: toTagList(set) }));
  },

  async delete(connection, id) {
    try {
      await connection.iam().send(new DeleteRoleCommand({ RoleName: id }));
    } catch (error) {
      if (!hasName(error, "NoSuchEntityException")) throw error;
    }
  },

  outputs: (connection, id, { path, tags = {} }) => ({
    arn: `arn:aws:iam::${connection.account}:role${path}${id}`,
    tagsAll: tags,
  }),
};
