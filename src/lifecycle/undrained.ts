import { carrierOf } from "../backends/carrier.ts";
import { id, queueInIds } from "../desired-state/id.ts";
import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";
import { type Edit, generationName, spanOf } from "./edit.ts";
import type { Standing } from "./standing.ts";
import { type QueueSubject, subjectOf } from "./subject.ts";

/**
 * How many messages are still in a queue.
 * @throws Error that says why that is not known
 */
export type DepthOf = (queue: Standing) => Promise<number>;

/** Asked at once; the clouds' limits for reading are far above. */
const AT_ONCE = 20;

/**
 * Errors for each queue that goes with this edit, was retired with `drain`, and is not empty: of the queue itself, its
 * dead-letter and its undeliverable queue. What cannot be asked counts as not empty.
 */
export async function undrained(edit: Edit, depthOf: DepthOf): Promise<readonly Diagnostic[]> {
  const draining = edit.fates.flatMap((fate) =>
    fate.kind === "delete-retired" && fate.mode === "drain" && carrierOf(fate.before.type) === "store"
      ? [fate.before]
      : [],
  );
  const answers: Answer[] = [];
  for (let from = 0; from < draining.length; from += AT_ONCE)
    answers.push(...(await Promise.all(draining.slice(from, from + AT_ONCE).map((queue) => ask(queue, depthOf)))));
  const byQueue = new Map<string, Answer[]>();
  for (const answer of answers) byQueue.set(answer.name, [...(byQueue.get(answer.name) ?? []), answer]);
  return sortDiagnostics([...byQueue.values()].flatMap((all) => notEmpty(edit, all)));
}

interface Answer {
  /** Of the queue that the resource belongs to. */
  readonly name: string;
  readonly queue: QueueSubject;
  readonly resource: string;
  readonly messages: number;
  /** Why the number is not known. */
  readonly failure?: string;
}

async function ask(standing: Standing, depthOf: DepthOf): Promise<Answer> {
  const subject = subjectOf(standing.id);
  if (!("queue" in subject)) throw new Error(`${standing.id} holds messages but belongs to no queue`);
  const of = { name: id("subscription", subject.team, queueInIds(subject)), queue: subject, resource: standing.id };
  try {
    return { ...of, messages: await depthOf(standing) };
  } catch (error) {
    return { ...of, messages: 0, failure: error instanceof Error ? error.message : String(error) };
  }
}

const REMEDY = `or put it back with "retired: delete" (or "retain"), deploy that, and remove it then`;

function notEmpty(edit: Edit, answers: readonly Answer[]): readonly Diagnostic[] {
  const [first] = answers;
  if (first === undefined) return [];
  const { queue } = first;
  const name = generationName(edit, queue);
  const span = spanOf(
    edit,
    first.name,
    id("subscription", queue.team, queueInIds({ ...queue, generation: queue.generation + 1 })),
    id("team", queue.team),
  );
  const unknown = answers.filter(({ failure }) => failure !== undefined);
  const full = answers.filter(({ messages }) => messages > 0);
  return [
    ...unknown.slice(0, 1).map(
      ({ resource, failure }): Diagnostic => ({
        code: "depth-unknown",
        severity: "error",
        message: `${name} is to be deleted once it is empty, and how many messages are in ${partName(resource)} is not known: ${failure}; see that the deployer may ask, ${REMEDY}`,
        span,
      }),
    ),
    ...(full.length === 0
      ? []
      : [
          {
            code: "not-drained",
            severity: "error" as const,
            message: `${name} is to be deleted once it is empty, and is not: ${full.map(counted).join(", ")}; have them read, ${REMEDY}`,
            span,
          },
        ]),
  ];
}

function counted({ resource, messages }: Answer): string {
  return `${messages} ${messages === 1 ? "message" : "messages"} in ${partName(resource)}`;
}

function partName(resource: string): string {
  const subject = subjectOf(resource);
  if (subject.kind === "feed") return `its subscription of ${subject.event}`;
  if (resource.includes("dead-letter-queue:")) return "its dead-letter queue";
  if (resource.startsWith("undeliverable-queue:")) return "its undeliverable queue";
  return "the queue itself";
}
