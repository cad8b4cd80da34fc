import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from "@aws-sdk/client-eventbridge";
import type { Tags } from "./tags.ts";
import { fromTagList, tagChanges, toTagList } from "./tags.ts";

export async function readTags(client: EventBridgeClient, arn: string): Promise<Tags | undefined> {
  return fromTagList((await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }))).Tags);
}

export async function changeTags(
  client: EventBridgeClient,
  arn: string,
  olds: Tags | undefined,
  news: Tags | undefined,
): Promise<void> {
  const { set, remove } = tagChanges(olds, news);
  if (remove.length > 0) await client.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: remove }));
  if (Object.keys(set).length > 0)
    await client.send(new TagResourceCommand({ ResourceARN: arn, Tags: toTagList(set) }));
}
