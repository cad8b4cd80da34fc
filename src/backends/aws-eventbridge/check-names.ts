import { teamKey } from "../../desired-state/team-key.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { spanOf } from "../aws/span.ts";
import type { BackendInput } from "../backend.ts";
import { sourceOf } from "./names.ts";

/** EventBridge API Reference, PutEventsRequestEntry, DetailType. */
const DETAIL_TYPE = 128;

/** Errors for names that go on the wire as they are written and that EventBridge does not take there. */
export function checkNames(input: BackendInput): readonly Diagnostic[] {
  const { organization, topics } = input.desired;
  const [first] = topics;
  const source = first === undefined ? "" : sourceOf(organization, teamKey(input.desired, first.team));
  const problems: Diagnostic[] = topics
    .filter(({ event }) => event.length > DETAIL_TYPE)
    .map(({ id, event, team }) => ({
      code: "name-not-legal",
      severity: "error",
      message: `the event name ${event} has ${event.length} characters; as a detail-type EventBridge takes ${DETAIL_TYPE} (PutEventsRequestEntry)`,
      span: spanOf(input, id, team),
    }));
  if (first !== undefined && source.startsWith("aws.")) {
    problems.push({
      code: "name-not-legal",
      severity: "error",
      message: `the organization ${organization} would publish with the source ${source}, and AWS keeps sources that begin with aws. for itself; choose another organization`,
      span: spanOf(input, first.id, first.team),
    });
  }
  return problems;
}
