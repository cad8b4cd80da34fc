import type { KMSClient } from "@aws-sdk/client-kms";
import { CreateAliasCommand, DeleteAliasCommand, paginateListAliases, UpdateAliasCommand } from "@aws-sdk/client-kms";
import { hasName } from "../refusal.ts";
import type { ResourceType } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = { readonly name: string; readonly region: string; readonly targetKeyId: string };

/** `targetKeyId` is a key's id or ARN, which mean the same. */
export const kmsAlias: ResourceType<AwsConnection, Inputs> = {
  token: "aws:kms/alias:Alias",
  inputs: {
    name: { kind: "string", required: true, forceNew: true },
    region,
    targetKeyId: { kind: "string", required: true },
  },
  name: "name",

  async create(connection, { name, region: place, targetKeyId }) {
    await connection.kms(place).send(new CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
    return name;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    const target = await targetOf(connection.kms(place), id);
    if (target === undefined) return undefined;
    const isKnown = known.targetKeyId !== undefined && keyId(known.targetKeyId) === target;
    return { name: id, region: place, targetKeyId: isKnown ? known.targetKeyId : target };
  },

  async update(connection, id, _olds, { region: place, targetKeyId }) {
    await connection.kms(place).send(new UpdateAliasCommand({ AliasName: id, TargetKeyId: targetKeyId }));
  },

  async delete(connection, id, { region: place }) {
    try {
      await connection.kms(place).send(new DeleteAliasCommand({ AliasName: id }));
    } catch (error) {
      if (!hasName(error, "NotFoundException")) throw error;
    }
  },

  outputs: (connection, id, { region: place, targetKeyId }) => ({
    arn: `arn:aws:kms:${place}:${connection.account}:${id}`,
    targetKeyArn: `arn:aws:kms:${place}:${connection.account}:key/${keyId(targetKeyId)}`,
  }),
};

async function targetOf(kms: KMSClient, name: string): Promise<string | undefined> {
  for await (const { Aliases = [] } of paginateListAliases({ client: kms }, {})) {
    const found = Aliases.find((alias) => alias.AliasName === name);
    if (found !== undefined) return found.TargetKeyId;
  }
  return undefined;
}

function keyId(idOrArn: string): string {
  return idOrArn.slice(idOrArn.lastIndexOf("/") + 1);
}
