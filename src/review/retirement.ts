import type { Retirement } from "../desired-state/desired-state.ts";
import type { ChangeSeverity } from "./change.ts";

/** What is going to become of something, in the words of `retired` in the file. */
export const RETIRING: Readonly<Record<Retirement, readonly [severity: ChangeSeverity, reason: string]>> = {
  drain: [
    "attention",
    "Nothing new flows in. It is read empty; then its entry can leave the file, and nothing is lost.",
  ],
  retain: [
    "attention",
    "Nothing new flows in. It stays in the cloud with what it holds, and is no longer managed from here.",
  ],
  delete: ["dangerous", "When its entry leaves the file it is deleted, with whatever it still holds."],
};

/** What became of something that was retired before and leaves the file now. */
export const LEAVING: Readonly<Record<Retirement, readonly [severity: ChangeSeverity, reason: string]>> = {
  drain: ["attention", "It was to be drained: see that it is empty before this is deployed, for it is deleted then."],
  retain: ["attention", "It is left in the cloud with what it holds, and is no longer managed from here."],
  delete: ["dangerous", "As was announced, it is deleted with whatever it still holds."],
};
