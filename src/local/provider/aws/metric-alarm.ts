import type { ComparisonOperator, MetricAlarm, StandardUnit, Statistic } from "@aws-sdk/client-cloudwatch";
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cloudwatch";
import { changedKeys } from "../diff.ts";
import type { InputProperties } from "../input-property.ts";
import { hasName } from "../refusal.ts";
import type { ResourceType, Told } from "../resource-type.ts";
import type { AwsConnection } from "./connection.ts";
import { region } from "./region.ts";
import type { Tags } from "./tags.ts";
import { fromTagList, tagChanges, toTagList } from "./tags.ts";

type Inputs = {
  readonly name: string;
  readonly region: string;
  readonly alarmDescription?: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly statistic?: Statistic;
  readonly extendedStatistic?: string;
  readonly unit?: StandardUnit;
  readonly period: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: string;
  readonly actionsEnabled: boolean;
  readonly alarmActions?: readonly string[];
  readonly okActions?: readonly string[];
  readonly insufficientDataActions?: readonly string[];
  readonly tags?: Tags;
};

/** What an alarm on one metric needs. Defaults are the real provider's (terraform-provider-aws `internal/service/cloudwatch/metric_alarm.go`). */
const inputs: InputProperties = {
  name: { kind: "string", required: true, forceNew: true },
  region,
  alarmDescription: { kind: "string" },
  namespace: { kind: "string", required: true },
  metricName: { kind: "string", required: true },
  dimensions: { kind: "map" },
  statistic: { kind: "string", oneOf: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"] },
  extendedStatistic: { kind: "string", conflictsWith: ["statistic"] },
  unit: { kind: "string" },
  period: { kind: "number", required: true },
  evaluationPeriods: { kind: "number", required: true },
  datapointsToAlarm: { kind: "number" },
  threshold: { kind: "number", required: true },
  comparisonOperator: {
    kind: "string",
    required: true,
    oneOf: ["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"],
  },
  treatMissingData: {
    kind: "string",
    default: "missing",
    oneOf: ["missing", "ignore", "breaching", "notBreaching"],
  },
  actionsEnabled: { kind: "boolean", default: true },
  alarmActions: { kind: "set" },
  okActions: { kind: "set" },
  insufficientDataActions: { kind: "set" },
  tags: { kind: "map" },
};

/** Stored and told, and its actions run when its state is set; MiniStack 1.5.33 has no metrics of SQS, SNS or EventBridge to evaluate. */
export const metricAlarm: ResourceType<AwsConnection, Inputs> = {
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  inputs,
  name: "name",

  async create(connection, values) {
    await connection.cloudWatch(values.region).send(put(values, toTagList(values.tags)));
    return values.name;
  },

  async read(connection, id, known) {
    const place = known.region ?? connection.inherited["region"] ?? "";
    const client = connection.cloudWatch(place);
    const { MetricAlarms: [alarm] = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [id] }));
    if (alarm === undefined) return undefined;
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceARN: arnOf(connection, place, id) }));
    const tags = fromTagList(Tags?.map(({ Key, Value }) => ({ Key, Value })));
    return { ...told(alarm), name: id, region: place, tags };
  },

  async update(connection, id, olds, news) {
    const client = connection.cloudWatch(news.region);
    if (changedKeys(metricAlarm, olds, news).some((key) => key !== "tags")) await client.send(put(news));
    const [ResourceARN, { set, remove }] = [arnOf(connection, news.region, id), tagChanges(olds.tags, news.tags)];
    if (remove.length > 0) await client.send(new UntagResourceCommand({ ResourceARN, TagKeys: remove }));
    if (Object.keys(set).length > 0) await client.send(new TagResourceCommand({ ResourceARN, Tags: toTagList(set) }));
  },

  async delete(connection, id, { region: place }) {
    try {
      await connection.cloudWatch(place).send(new DeleteAlarmsCommand({ AlarmNames: [id] }));
    } catch (error) {
      if (!hasName(error, "ResourceNotFound", "ResourceNotFoundException")) throw error;
    }
  },

  outputs: (connection, id, { region: place, tags = {} }) => ({ arn: arnOf(connection, place, id), tagsAll: tags }),
};

/** Puts the whole alarm (CloudWatch API reference, PutMetricAlarm: an update overwrites it; tags are taken at its creation only). */
function put(values: Inputs, tags: { Key: string; Value: string }[] = []): PutMetricAlarmCommand {
  return new PutMetricAlarmCommand({
    AlarmName: values.name,
    AlarmDescription: values.alarmDescription,
    Namespace: values.namespace,
    MetricName: values.metricName,
    Dimensions: Object.entries(values.dimensions ?? {}).map(([Name, Value]) => ({ Name, Value })),
    Statistic: values.statistic,
    ExtendedStatistic: values.extendedStatistic,
    Unit: values.unit,
    Period: values.period,
    EvaluationPeriods: values.evaluationPeriods,
    DatapointsToAlarm: values.datapointsToAlarm,
    Threshold: values.threshold,
    ComparisonOperator: values.comparisonOperator,
    TreatMissingData: values.treatMissingData,
    ActionsEnabled: values.actionsEnabled,
    AlarmActions: [...(values.alarmActions ?? [])],
    OKActions: [...(values.okActions ?? [])],
    InsufficientDataActions: [...(values.insufficientDataActions ?? [])],
    ...(tags.length > 0 && { Tags: tags }),
  });
}

function told(alarm: MetricAlarm): Told {
  const dimensions = alarm.Dimensions?.map(({ Name = "", Value = "" }) => [Name, Value]) ?? [];
  return {
    alarmDescription: alarm.AlarmDescription || undefined,
    namespace: alarm.Namespace,
    metricName: alarm.MetricName,
    dimensions: dimensions.length === 0 ? undefined : Object.fromEntries(dimensions),
    // MiniStack 1.5.33 tells an average beside an extended statistic, which exclude each other.
    statistic: alarm.ExtendedStatistic ? undefined : alarm.Statistic,
    extendedStatistic: alarm.ExtendedStatistic || undefined,
    unit: alarm.Unit || undefined,
    period: alarm.Period,
    evaluationPeriods: alarm.EvaluationPeriods,
    datapointsToAlarm: alarm.DatapointsToAlarm,
    threshold: alarm.Threshold,
    comparisonOperator: alarm.ComparisonOperator,
    treatMissingData: alarm.TreatMissingData || "missing",
    actionsEnabled: alarm.ActionsEnabled,
    alarmActions: orNone(alarm.AlarmActions),
    okActions: orNone(alarm.OKActions),
    insufficientDataActions: orNone(alarm.InsufficientDataActions),
  };
}

function orNone(actions: readonly string[] | undefined): string[] | undefined {
  return actions === undefined || actions.length === 0 ? undefined : [...actions];
}

function arnOf(connection: AwsConnection, place: string, name: string): string {
  return `arn:aws:cloudwatch:${place}:${connection.account}:alarm:${name}`;
}
