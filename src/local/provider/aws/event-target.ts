import type { Target } from "@aws-sdk/client-eventbridge";
import { ListTargetsByRuleCommand, PutTargetsCommand, RemoveTargetsCommand } from "@aws-sdk/client-eventbridge";
import type { InputProperties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType, Told } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";

type Inputs = {
  readonly rule: string;
  readonly eventBusName: string;
  readonly targetId: string;
  readonly region: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inputPath?: string;
  readonly inputTransformer?: {
    readonly inputPaths?: Readonly<Record<string, string>>;
    readonly inputTemplate: string;
  };
  readonly deadLetterConfig?: { readonly arn: string };
  readonly retryPolicy?: { readonly maximumEventAgeInSeconds: number; readonly maximumRetryAttempts: number };
  readonly sqsTarget?: { readonly messageGroupId: string };
};

const inputs: InputProperties = {
  rule: { kind: "string", required: true, forceNew: true },
  eventBusName: { kind: "string", default: "default", forceNew: true },
  targetId: { kind: "string", required: true, forceNew: true },
  region,
  arn: { kind: "string", required: true },
  roleArn: { kind: "string" },
  input: { kind: "string", conflictsWith: ["inputPath", "inputTransformer"] },
  inputPath: { kind: "string", conflictsWith: ["inputTransformer"] },
  inputTransformer: {
    kind: "object",
    fields: { inputPaths: { kind: "map" }, inputTemplate: { kind: "string", required: true } },
  },
  deadLetterConfig: { kind: "object", fields: { arn: { kind: "string", required: true } } },
  retryPolicy: {
    kind: "object",
    fields: {
      maximumEventAgeInSeconds: { kind: "number", default: 86_400 },
      maximumRetryAttempts: { kind: "number", default: 185 },
    },
  },
  sqsTarget: { kind: "object", fields: { messageGroupId: { kind: "string", required: true } } },
};

export const eventTarget: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/eventTarget:EventTarget",
  inputs,

  async create(connection, values) {
    await put(connection, values);
    const bus = values.eventBusName;
    return `${bus === "default" ? "" : `${bus}-`}${values.rule}-${values.targetId}`;
  },

  async read(connection, id, known) {
    const { eventBusName, rule, targetId } = known.rule === undefined ? parse(id) : (known as Inputs);
    const place = known.region ?? connection.inherited["region"] ?? "";
    try {
      const command = new ListTargetsByRuleCommand({ Rule: rule, EventBusName: eventBusName });
      // At most five targets a rule (cloud reference, section 2.3): one page.
      const { Targets = [] } = await connection.events(place).send(command);
      const target = Targets.find((candidate) => candidate.Id === targetId);
      return target && { rule, eventBusName, targetId, region: place, ...fromTarget(target) };
    } catch (error) {
      if (hasName(error, "ResourceNotFoundException")) return undefined;
      throw error;
    }
  },

  update: (connection, _id, _olds, news) => put(connection, news),

  async delete(connection, _id, { rule, eventBusName, targetId, region: place }) {
    const command = new RemoveTargetsCommand({ Rule: rule, EventBusName: eventBusName, Ids: [targetId] });
    try {
      refuseFailed((await connection.events(place).send(command)).FailedEntries);
    } catch (error) {
      if (!hasName(error, "ResourceNotFoundException")) throw error;
    }
  },

  outputs: () => ({}),
};

async function put(connection: AwsConnection, values: Inputs): Promise<void> {
  const command = new PutTargetsCommand({
    Rule: values.rule,
    EventBusName: values.eventBusName,
    Targets: [toTarget(values)],
  });
  refuseFailed((await connection.events(values.region).send(command)).FailedEntries);
}

/** EventBridge answers 200 and says in the body what it did not do. */
function refuseFailed(failed: readonly { ErrorCode?: string | undefined; ErrorMessage?: string | undefined }[] = []) {
  const [first] = failed;
  if (first !== undefined)
    throw new Error(`${first.ErrorCode ?? "failed"}: ${first.ErrorMessage ?? "no reason given"}`);
}

function toTarget(values: Inputs): Target {
  const { retryPolicy: retry, inputTransformer: transformer } = values;
  return {
    Id: values.targetId,
    Arn: values.arn,
    RoleArn: values.roleArn,
    Input: values.input,
    InputPath: values.inputPath,
    InputTransformer: transformer && {
      InputPathsMap: transformer.inputPaths,
      InputTemplate: transformer.inputTemplate,
    },
    DeadLetterConfig: values.deadLetterConfig && { Arn: values.deadLetterConfig.arn },
    RetryPolicy: retry && {
      MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
      MaximumRetryAttempts: retry.maximumRetryAttempts,
    },
    SqsParameters: values.sqsTarget && { MessageGroupId: values.sqsTarget.messageGroupId },
  };
}

function fromTarget(target: Target): Told {
  const { RetryPolicy: retry, InputTransformer: transformer } = target;
  return {
    arn: target.Arn,
    roleArn: target.RoleArn || undefined,
    input: target.Input || undefined,
    inputPath: target.InputPath || undefined,
    inputTransformer: transformer && {
      ...(transformer.InputPathsMap && { inputPaths: transformer.InputPathsMap }),
      inputTemplate: transformer.InputTemplate ?? "",
    },
    deadLetterConfig: target.DeadLetterConfig?.Arn ? { arn: target.DeadLetterConfig.Arn } : undefined,
    retryPolicy: retry && {
      maximumEventAgeInSeconds: retry.MaximumEventAgeInSeconds ?? 86_400,
      maximumRetryAttempts: retry.MaximumRetryAttempts ?? 185,
    },
    sqsTarget: target.SqsParameters?.MessageGroupId
      ? { messageGroupId: target.SqsParameters.MessageGroupId }
      : undefined,
  };
}

function parse(id: string): Pick<Inputs, "eventBusName" | "rule" | "targetId"> {
  const parts = id.split("/");
  const targetId = parts.pop();
  const rule = parts.pop();
  if (!targetId || !rule) throw new Error("the id of an import must be BUS/RULE/TARGET");
  return { eventBusName: parts.join("/") || "default", rule, targetId };
}
