import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../backends/cloud-resource.ts";

/** What had to come of an act and what did. */
export interface Check {
  /** What is looked at, for example `marketing/CUSTOMER_CREATED received`. */
  readonly subject: string;
  readonly expected: Json;
  readonly received: Json;
  /** `received`, as one would say it. */
  readonly words: string;
  /** What else is worth seeing, for example the emulator's own words. */
  readonly detail?: string;
}

export function holds({ expected, received }: Check): boolean {
  return isDeepStrictEqual(expected, received);
}
