import { id } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { type Edit, spanOf } from "../edit.ts";
import type { Explain } from "../explain.ts";
import { subjectOf } from "../subject.ts";

/** Events that left the file without a tombstone, and those that would have to be made anew. */
export const eventRefusals: Explain = (edit, refusals) => {
  const diagnostics: Diagnostic[] = [];
  const left = refusals.filter(({ before, cause }) => {
    const subject = subjectOf(before.id);
    if (subject.kind !== "event") return true;
    if (cause.kind === "removed") diagnostics.push(removed(edit, subject.event));
    else if (cause.kind === "forced" && cause.properties.includes("fifoTopic"))
      diagnostics.push(reordered(edit, subject.event));
    else return true;
    return false;
  });
  return { diagnostics, left };
};

function removed(edit: Edit, event: string): Diagnostic {
  return {
    code: "removed-without-tombstone",
    severity: "error",
    message: `the topic of ${event} would be deleted; put the event back with "retired: drain", deploy that, and remove it with the next change. An event with a new name is another event: declare it beside this one until all have changed over`,
    span: spanOf(edit),
  };
}

function reordered(edit: Edit, event: string): Diagnostic {
  return {
    code: "cannot-change-in-place",
    severity: "error",
    message: `"ordered" of ${event} cannot change on ${edit.backend}: its topic would be deleted and made anew; put it back as it was, and declare an event of another name beside it`,
    span: spanOf(edit, id("topic", event)),
  };
}
