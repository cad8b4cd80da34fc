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
  drain: [
    "attention",
    "It was to be drained: the deploy deletes it when it is empty, and is refused as long as it is not.",
  ],
  retain: ["attention", "It is left in the cloud with what it holds, and is no longer managed from here."],
  delete: ["dangerous", "As was announced, it is deleted with whatever it still holds."],
};

/** The same of one resource that holds messages. */
export const LEAVING_RESOURCE: Readonly<Record<Retirement, string>> = {
  drain: "It was to be drained; the deploy deletes it when it is empty, else it is refused.",
  retain: "It is left as it is in the cloud.",
  delete: "As was announced, it is deleted with whatever it still holds.",
};
