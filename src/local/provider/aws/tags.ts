export type Tags = Readonly<Record<string, string>>;

export interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

export function toTagList(tags: Tags = {}): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** @returns undefined for none, as in the inputs. */
export function fromTagList(list: readonly Tag[] = []): Tags | undefined {
  return list.length === 0 ? undefined : Object.fromEntries(list.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** What has to be set and removed to get from one to the other. */
export function tagChanges(olds: Tags = {}, news: Tags = {}): { set: Tags; remove: string[] } {
  return {
    set: Object.fromEntries(Object.entries(news).filter(([key, value]) => olds[key] !== value)),
    remove: Object.keys(olds).filter((key) => !Object.hasOwn(news, key)),
  };
}
