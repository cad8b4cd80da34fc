import type { AwsPlace } from "./place.ts";

/** Part of an id for something that exists, by its own place and name. No name of the file can hold `~`. */
export function foreignKey({ account, region }: AwsPlace, name: string): string {
  return [account, region, name].join("~");
}
