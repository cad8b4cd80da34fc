import type { Retirement } from "../desired-state/desired-state.ts";
import type { ChangeSeverity } from "./change.ts";

type Told = readonly [severity: ChangeSeverity, reason: string];

/** What is going to become of a queue, in the words of `retired` in the file. */
export const RETIRING: Readonly<Record<Retirement, Told>> = {
  drain: [
    "attention",
    "On AWS nothing new flows in; on Google Pub/Sub it goes on receiving. Once it is read empty its entry can leave the file, and nothing is lost.",
  ],
  retain: [
    "attention",
    "When its entry leaves the file it stays in the cloud with what it holds, and is no longer managed from here.",
  ],
  delete: ["dangerous", "When its entry leaves the file it is deleted, with whatever it still holds."],
};

/** What became of a queue that was retired before and leaves the file now. */
export const LEAVING: Readonly<Record<Retirement, Told>> = {
  drain: [
    "attention",
    "It was to be drained: the deploy deletes it when it is empty, and is refused as long as it is not.",
  ],
  retain: ["attention", "It is left in the cloud with what it holds, and is no longer managed from here."],
  delete: ["dangerous", "As was announced, it is deleted with whatever it still holds."],
};

/** The same of an event, which holds nothing: what was published waits in the queues of its consumers. */
export const RETIRING_EVENT =
  "Who publishes it is refused from now on. Its entry can leave the file with a later change.";
export const LEAVING_EVENT: Readonly<Record<Retirement, string>> = {
  drain: "It was retired: nobody can publish it any more, and what it passed through is deleted.",
  retain: "It was retired: nobody can publish it any more. What it passed through is left in the cloud.",
  delete: "It was retired: nobody can publish it any more, and what it passed through is deleted.",
};

/** What becomes of a resource that was retired and holds messages, or passes them on. */
export const LEAVING_RESOURCE: Readonly<Record<Retirement, string>> = {
  drain: "It was to be drained; the deploy deletes it when it is empty, else it is refused.",
  retain: "It is left as it is in the cloud.",
  delete: "As was announced, it is deleted with whatever it still holds.",
};
