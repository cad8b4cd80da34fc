import type { Topic } from "../../desired-state/desired-state.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import { existingEvent } from "../existing.ts";
import type { Unsaid } from "./avro-translation.ts";
import { messageType } from "./schema.ts";

/** How many places of one schema a warning names. */
const NAMED = 3;

/**
 * Errors for event schemas that AVRO cannot say, so that Pub/Sub would refuse messages that the schema allows; a warning
 * for what of a schema Pub/Sub does not check.
 */
export function checkSchemas({ desired, origins, stack }: BackendInput): readonly Diagnostic[] {
  return desired.topics.flatMap((topic): readonly Diagnostic[] => {
    if (!topic.registerSchema || existingEvent(stack, topic.event) !== undefined) return [];
    const found = messageType(desired, topic);
    const { problems, unchecked } = found ?? { problems: [{ pointer: "", why: "was not read" }], unchecked: [] };
    const span = origins.get(topic.id) ?? stack.spanOf([]);
    const errors = problems.map((problem) => ({
      code: "schema-not-supported",
      severity: "error" as const,
      message: `the schema of ${topic.event} cannot be registered with Pub/Sub as AVRO in JSON: ${placeIn(topic, problem)} ${problem.why}; change the schema, or remove "registerSchema"`,
      span,
    }));
    if (errors.length > 0 || unchecked.length === 0) return errors;
    const named = unchecked.slice(0, NAMED).map(({ pointer, why }) => `${pointer || "its root"} ${why}`);
    const more = unchecked.length > NAMED ? `, and ${unchecked.length - NAMED} more` : "";
    return [
      {
        code: "schema-not-enforced",
        severity: "warning",
        message: `Pub/Sub checks the messages of ${topic.event} less strictly than ${topic.schema} says: ${named.join(", ")}${more}; consumers still have to check that`,
        span,
      },
    ];
  });
}

function placeIn({ schema }: Topic, { pointer }: Unsaid): string {
  return pointer === "" ? `${schema}` : `${pointer} in ${schema}`;
}
