import { id } from "../../desired-state/id.ts";
import { teamKey } from "../../desired-state/team-key.ts";
import { adoptedName } from "../adoption.ts";
import type { BackendInput } from "../backend.ts";
import { composeName, type NameRule } from "../name.ts";
import { ALIAS as ALIAS_IMPORT } from "./imports.ts";
import { type AwsPlace, CREATE } from "./place.ts";

/** KMS API Reference, CreateAlias: 256 characters with `alias/`; `/` is left out, that names can be told apart. */
const ALIAS: NameRule = { legal: /[A-Za-z0-9_-]/, limit: 250 };

/** The customer-managed key that encrypts what stands in a team's place. */
export interface EncryptionKey {
  /** What queues, topics and buses name it by: the ARN, or the alias of one that is made here. */
  readonly reference: string;
  /** Ids of what must exist first. */
  readonly dependsOn: readonly string[];
  /** Of a key that is not made here. The policy of one that is made here lets in by itself who has to use it. */
  readonly arn?: string;
}

/** Undefined without a key of the customer's: then SQS encrypts with its own (SSE-SQS), SNS with alias/aws/sns. */
export function encryptionKey(input: BackendInput<AwsPlace>, team: string): EncryptionKey | undefined {
  const { kmsKey } = input.stack.placeOf(team);
  if (kmsKey === undefined) return undefined;
  if (kmsKey !== CREATE) return { reference: kmsKey, dependsOn: [], arn: kmsKey };
  return { reference: aliasName(input, team), dependsOn: [keyIds(input, team).alias] };
}

/** Ids of the key made for a team and of its alias. */
export function keyIds({ desired }: BackendInput, team: string): { readonly key: string; readonly alias: string } {
  const key = teamKey(desired, team);
  return { key: id("key", key), alias: id("key", key, "alias") };
}

export function aliasName(input: BackendInput, team: string): string {
  const { desired, stack } = input;
  const adopted = adoptedName(stack, keyIds(input, team).alias, ALIAS_IMPORT);
  return adopted ?? `alias/${composeName(ALIAS, ["event-topology", desired.organization, teamKey(desired, team)])}`;
}
