import { PutPermissionCommand } from "@aws-sdk/client-eventbridge";
import { DeleteRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { SetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { CloudResource } from "../../backends/cloud-resource.ts";
import { queueUrl } from "../../local/provider/aws/queue-url.ts";
import type { PlaceOf } from "./aws-policies.ts";
import { partsOf } from "./live-aws-clients.ts";
import type { LiveAwsWorld } from "./live-aws-world.ts";
import type { Mutant } from "./mutant.ts";

type Write = (properties: CloudResource["properties"] | undefined, of: CloudResource) => Promise<unknown>;

/** Writes the policies of a stack as the administrator of the account that each is in, and removes those that are not there. */
export class AwsPolicyWriter {
  readonly #world: LiveAwsWorld;
  readonly #placeOf: PlaceOf;

  constructor(world: LiveAwsWorld, placeOf: PlaceOf) {
    this.#world = world;
    this.#placeOf = placeOf;
  }

  /**
   * Not the absence of the policy of a topic or bus, for which AWS has a default; nor a change of what denies calls
   * without TLS: the emulator gets none, and one that denies all calls locks the administrator out.
   */
  canWrite({ of, kind, sid }: Mutant): boolean {
    const keepsOne = /topicPolicy|eventBusPolicy/.test(of.type);
    return of.type in this.#writers && !(keepsOne && kind === "resource-dropped") && sid !== "DenyWithoutTls";
  }

  async apply({ of, resources }: Mutant): Promise<() => Promise<void>> {
    const write = this.#writers[of.type];
    if (write === undefined) throw new Error(`${of.type} is not written`);
    await write(resources.find(({ id }) => id === of.id)?.properties, of);
    return async () => {
      await write(of.properties, of);
    };
  }

  readonly #writers: Readonly<Record<string, Write>> = {
    "aws:sqs/queue:Queue": (properties, of) => {
      const { account, region } = this.#placeOf(of.provider);
      const said = (key: string) => String(properties?.[key] ?? "");
      return this.#root(of).sqs.send(
        new SetQueueAttributesCommand({
          QueueUrl: queueUrl(region, account, String(of.properties["name"])),
          Attributes: { Policy: said("policy"), RedriveAllowPolicy: said("redriveAllowPolicy") },
        }),
      );
    },
    "aws:sns/topicPolicy:TopicPolicy": (properties, of) =>
      this.#root(of).sns.send(
        new SetTopicAttributesCommand({
          TopicArn: String(of.properties["arn"]),
          AttributeName: "Policy",
          AttributeValue: String(properties?.["policy"]),
        }),
      ),
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": (properties, of) =>
      this.#root(of).events.send(
        new PutPermissionCommand({
          EventBusName: String(of.properties["eventBusName"]),
          Policy: String(properties?.["policy"]),
        }),
      ),
    "aws:iam/rolePolicy:RolePolicy": (properties, of) => {
      const policy = { RoleName: String(of.properties["role"]), PolicyName: String(of.properties["name"]) };
      const { iam } = this.#root(of);
      return properties === undefined
        ? iam.send(new DeleteRolePolicyCommand(policy))
        : iam.send(new PutRolePolicyCommand({ ...policy, PolicyDocument: String(properties["policy"]) }));
    },
  };

  #root({ provider }: CloudResource) {
    return this.#world.root(this.#placeOf(provider).account);
  }
}

/** Accounts of ARNs, without repetition. */
export function accountsOf(arns: readonly string[]): readonly string[] {
  return [...new Set(arns.map((arn) => partsOf(arn).account))];
}
