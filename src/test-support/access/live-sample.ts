import { fc } from "../fast-check.ts";
import type { LiveQuestion } from "./live-question.ts";

/** Of five questions of a kind: three denials that are one grant away from allowed, one that is allowed, one other. */
const ROUND = ["near", "allowed", "near", "far", "near"] as const;

type Distance = (typeof ROUND)[number];

/**
 * At most `size` questions, all kinds in equal numbers as far as they go; the same for the same seed.
 * A denial is near when an allowed question differs from it in the principal, the action or the resource alone.
 */
export function sampled<Question extends LiveQuestion>(
  questions: readonly Question[],
  size: number,
  seed: number,
): readonly Question[] {
  const isNear = nearness(questions);
  const kinds = new Map<string, Record<Distance, Question[]>>();
  for (const question of shuffled(questions, seed)) {
    const kind = kinds.get(question.kind) ?? { allowed: [], near: [], far: [] };
    kinds.set(question.kind, kind);
    kind[question.allowed ? "allowed" : isNear(question) ? "near" : "far"].push(question);
  }
  const queues = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => inRounds(kind));
  const taken: Question[] = [];
  for (let at = 0; queues.some((queue) => at < queue.length); at++)
    for (const queue of queues) {
      const next = queue[at];
      if (next !== undefined && taken.length < size) taken.push(next);
    }
  return taken;
}

function inRounds<Question>(kind: Record<Distance, readonly Question[]>): readonly Question[] {
  const left = { allowed: [...kind.allowed], near: [...kind.near], far: [...kind.far] };
  const order: Question[] = [];
  while (Object.values(left).some((rest) => rest.length > 0))
    for (const distance of ROUND) {
      const next = left[distance].shift();
      if (next !== undefined) order.push(next);
    }
  return order;
}

/** Whether a denial is one grant away from what is allowed. */
export function nearness(questions: readonly LiveQuestion[]): (question: LiveQuestion) => boolean {
  const allowed = new Set(questions.filter((question) => question.allowed).flatMap(pairsOf));
  return (question) => pairsOf(question).some((pair) => allowed.has(pair));
}

function pairsOf({ triple }: LiveQuestion): readonly string[] {
  return triple.map((_, missing) => JSON.stringify(triple.map((part, at) => (at === missing ? null : part))));
}

/** The same order for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const all = fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  return fc.sample(all, { seed, numRuns: 1 })[0] ?? [];
}
