import { arn } from "../aws/arn.ts";
import type { Statement } from "../aws/policy-document.ts";
import { oneOrMany } from "../aws/policy-document.ts";
import type { BackendInput } from "../backend.ts";
import { archiveResources } from "./archive.ts";
import { ownBus } from "./bus-of.ts";
import type { AwsPlace } from "./settings.ts";

/**
 * What EventBridge does with the key of a bus and of its archives (EventBridge User Guide, "Encrypting event buses with AWS
 * KMS keys", key policy). Publishers need nothing: EventBridge encrypts in its own name.
 * @param resources ARNs, or patterns of ARNs, of buses and archives
 */
export function allowBuses(resources: readonly string[]): Statement {
  return {
    Sid: "AllowEventBuses",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:ReEncrypt*"],
    Resource: "*",
    Condition: { ArnLike: { "aws:SourceArn": oneOrMany(resources) } },
  };
}

/** All buses and archives that the teams of a place can have, and those of this team that were adopted under other names. */
export function busesOf(input: BackendInput<AwsPlace>, team: string): readonly string[] {
  const { desired } = input;
  const { place, name, arn: bus } = ownBus(input, team);
  const ours = `${desired.organization}_`;
  const archives = desired.topics
    .filter((topic) => topic.team === team)
    .flatMap((topic) => archiveResources(input, topic).map((archive) => archive.name));
  return [
    arn(place, "events", `archive/${ours}*`),
    arn(place, "events", `event-bus/${ours}*`),
    ...archives.filter((other) => !other.startsWith(ours)).map((other) => arn(place, "events", `archive/${other}`)),
    ...(name.startsWith(ours) ? [] : [bus]),
  ];
}
