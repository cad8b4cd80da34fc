import type { BackendInput } from "../backends/backend.ts";
import type { CloudResource } from "../backends/cloud-resource.ts";
import { type Span, startOf } from "../diagnostic.ts";
import type { Fate, Refusal } from "./fate.ts";
import type { Handover } from "./handovers.ts";
import type { Standing } from "./standing.ts";
import type { QueueSubject } from "./subject.ts";

/** A deploy that would turn what stands into what the file says. */
export interface Edit {
  readonly backend: string;
  /** Key of the place in the stack file. */
  readonly placeKey: string;
  readonly input: BackendInput;
  readonly before: readonly Standing[];
  readonly after: readonly CloudResource[];
  readonly fates: readonly Fate[];
  readonly handovers: readonly Handover[];
}

export function refusedIn({ fates }: Edit): readonly Refusal[] {
  return fates.filter((fate) => fate.kind === "refuse");
}

/** What a team is called in the file today. */
export function teamName({ input }: Edit, key: string): string {
  return input.desired.teams.find((team) => team.key === key)?.name ?? key;
}

/** What a queue is called in the file today, after its team. */
export function queueName(edit: Edit, { team, queue }: QueueSubject): string {
  const named = edit.input.desired.subscriptions.find(({ key }) => key.team === team && key.queue === queue);
  return `${teamName(edit, team)}/${named?.queue ?? queue}`;
}

/** The queue with its generation, where the file has another one. */
export function generationName(edit: Edit, queue: QueueSubject): string {
  const { team, queue: name, generation } = queue;
  const others = edit.input.desired.subscriptions.some(
    ({ key }) => key.team === team && key.queue === name && key.generation !== generation,
  );
  return `${others ? `generation ${generation} of ` : ""}${queueName(edit, queue)}`;
}

/** The first of the ids that the file declares; the beginning of the file when they have all left it. */
export function spanOf({ input: { origins, stack } }: Edit, ...ids: readonly string[]): Span {
  const declared = ids.find((id) => origins.has(id)) ?? "";
  return origins.get(declared) ?? startOf(stack.topology);
}
