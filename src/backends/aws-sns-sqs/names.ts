import type { DesiredState } from "../../desired-state/desired-state.ts";
import { isOrdered } from "../aws/ordered-topics.ts";
import { composeName, type NameRule } from "../name.ts";

/** SNS API Reference, CreateTopic: 256 characters, with the `.fifo` in which the name of a FIFO topic ends. */
const TOPIC: NameRule = { legal: /[A-Za-z0-9_-]/, limit: 251 };

/** A topic, or what feeds a queue from it. */
type TopicOfNames = { readonly id: string; readonly event: string };

export function topicName(desired: DesiredState, { id, event }: TopicOfNames): string {
  const name = composeName(TOPIC, [desired.organization, event]);
  return isOrdered(desired, id) ? `${name}.fifo` : name;
}
