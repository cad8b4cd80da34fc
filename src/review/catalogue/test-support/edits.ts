import type { Edit } from "./edit.ts";
import { accessEdits } from "./edits/access.ts";
import { brokenEdits } from "./edits/broken.ts";
import { contractEdits } from "./edits/contracts.ts";
import { eventEdits } from "./edits/events.ts";
import { filterEdits } from "./edits/filters.ts";
import { hostileEdits } from "./edits/hostile.ts";
import { largeEdits } from "./edits/large.ts";
import { limitEdits } from "./edits/limits.ts";
import { optionEdits } from "./edits/options.ts";
import { queueEdits } from "./edits/queues.ts";
import { teamEdits } from "./edits/teams.ts";
import { wholeEdits } from "./edits/whole.ts";

/** Every edit of the shop's topology that the review is tried with. */
export const edits: readonly Edit[] = [
  ...eventEdits,
  ...queueEdits,
  ...filterEdits,
  ...limitEdits,
  ...optionEdits,
  ...accessEdits,
  ...contractEdits,
  ...teamEdits,
  ...wholeEdits,
  ...brokenEdits,
  ...hostileEdits,
  ...largeEdits,
];
