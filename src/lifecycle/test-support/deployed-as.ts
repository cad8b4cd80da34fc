import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { DeployedResource } from "../../backends/deployed.ts";

/** A planned resource as the engine's state has it once it is deployed: what the clouds tell beside what was asked. */
export function deployedAs({ id, type, name, provider, properties }: CloudResource): DeployedResource {
  const [, account = "", region = ""] = provider.replace("provider:", "").split("/");
  const service = type.split(/[:/]/)[1] ?? "";
  const told = type.startsWith("aws:") ? toldByAws(type, name, service, account, region) : {};
  return { id, type, outputs: { ...properties, ...told } };
}

/** Attributes of `@pulumi/aws`: a queue, a topic and a bus tell their ARN, and what was never set as `false` or empty. */
function toldByAws(type: string, name: string, service: string, account: string, region: string): object {
  const arn = (of: string, path = "") => `arn:aws:${of}:${region}:${account}:${path}${name}`;
  switch (type) {
    case "aws:sqs/queue:Queue":
      return { arn: arn(service), url: `https://sqs.${region}.amazonaws.com/${account}/${name}`, namePrefix: "" };
    case "aws:sns/topic:Topic":
      return { arn: arn(service), namePrefix: "", owner: account };
    case "aws:cloudwatch/eventBus:EventBus":
      return { arn: arn("events", "event-bus/") };
    default:
      return {};
  }
}
