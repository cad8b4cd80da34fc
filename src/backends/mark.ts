import type { Diagnostic } from "../diagnostic.ts";

/** What tells the messages of one event from those of others on a topic that several events share. */
export interface Mark {
  /** Whether it stands among the attributes of a message or in its body. */
  readonly where: "attributes" | "body";
  /** Name of the attribute; of a field in the body the path to it, `metadata.type`. */
  readonly name: string;
  readonly value: string;
}

/** JSON Schema of a mark as the stack file says it: `{ eventType: CustomerCreated }`. */
export function markSchema(what: string, namePattern: string): object {
  return {
    type: "object",
    description: `${what} that tells the event from others on the same topic, and its value, for example eventType: CustomerCreated.`,
    minProperties: 1,
    maxProperties: 1,
    propertyNames: { title: "name", description: what, pattern: namePattern },
    additionalProperties: { title: "value", description: "A text that is not empty.", type: "string", minLength: 1 },
  };
}

/** The path to a field of a JSON body: names with dots between them. */
export const FIELD_PATH = "^[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$";

/** The mark that the stack file says; undefined when it says none. */
export function markOf(where: Mark["where"], said: Readonly<Record<string, string>> | undefined): Mark | undefined {
  const [first] = Object.entries(said ?? {});
  return first && { where, name: first[0], value: first[1] };
}

/** A mark as the manifest tells it to publishers. */
export function marks(mark: Mark | undefined) {
  if (mark === undefined) return {};
  const said = { [mark.name]: mark.value };
  return mark.where === "body" ? { bodyFields: said } : { attributes: said };
}

/** One event on something that exists. */
export interface Carried {
  readonly event: string;
  /** What carries it, in the cloud's words: the same for events that share it. */
  readonly by: string;
  readonly mark: Mark | undefined;
  readonly span: Diagnostic["span"];
}

/**
 * Errors for events that share a topic and cannot be told apart: every one of them needs a mark, all by the same
 * attribute or field, each with a value of its own. Otherwise a queue would get events that it did not subscribe to.
 */
export function checkMarks(all: readonly Carried[]): readonly Diagnostic[] {
  return all.flatMap((one, index) => {
    const before = all.slice(0, index).filter(({ by }) => by === one.by);
    const [first] = before;
    if (first === undefined) return [];
    const same = before.find(({ mark }) => mark?.value === one.mark?.value);
    const problem =
      one.mark === undefined || first.mark === undefined
        ? `nothing tells them apart; say for both which attribute does`
        : one.mark.where !== first.mark.where || one.mark.name !== first.mark.name
          ? `one is told by ${nameOf(first.mark)} and the other by ${nameOf(one.mark)}, so that a message could be both; tell them apart by the same one`
          : same !== undefined && `both are told by ${one.mark.name}: ${one.mark.value}; give each its own value`;
    if (problem === undefined || problem === false) return [];
    const other = same ?? first;
    return [
      {
        code: "events-not-told-apart",
        severity: "error" as const,
        message: `${one.event} and ${other.event} are both carried by ${one.by}, and ${problem}`,
        span: one.span,
        related: [{ message: `${other.event} is here`, span: other.span }],
      },
    ];
  });
}

function nameOf({ where, name }: Mark): string {
  return where === "body" ? `the field ${name} of the body` : `the attribute ${name}`;
}
