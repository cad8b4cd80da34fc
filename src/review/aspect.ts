import type { ChangeDetail, ChangeSeverity } from "./change.ts";
import { detail } from "./detail.ts";

/** One way in which a queue or an event differs. */
export interface Aspect {
  /** `retention shortened`: what happens, in as few words as can be. */
  readonly summary: string;
  readonly severity: ChangeSeverity;
  readonly reason: string;
  readonly details: readonly ChangeDetail[];
  /** Owners of the events that it concerns. */
  readonly owners: readonly string[];
  /** Set on what some clouds cannot do in place, so that they delete a queue: how it would be told. */
  readonly whereNotInPlace?: string;
}

type Direction = readonly [word: string, severity: ChangeSeverity, reason: string];

/** A number that goes up or down; undefined is none at all, which counts as `absent`. */
export function limitAspect(
  field: string,
  from: number | undefined,
  to: number | undefined,
  text: (value: number) => string,
  { down, up, absent = 0 }: { readonly down: Direction; readonly up: Direction; readonly absent?: number },
): readonly Aspect[] {
  if (from === to) return [];
  const [word, severity, reason] = (to ?? absent) < (from ?? absent) ? down : up;
  const words = (value: number | undefined) => (value === undefined ? "none" : text(value));
  return [
    { summary: `${field} ${word}`, severity, reason, details: detail(field, words(from), words(to)), owners: [] },
  ];
}

/** Something that is on or off. */
export function switchAspect(
  field: string,
  from: boolean,
  to: boolean,
  { on, off }: { readonly on: Direction; readonly off: Direction },
  more: Pick<Aspect, "whereNotInPlace"> = {},
): readonly Aspect[] {
  if (from === to) return [];
  const [summary, severity, reason] = to ? on : off;
  const word = (value: boolean) => (value ? "yes" : "no");
  return [{ summary, severity, reason, details: detail(field, word(from), word(to)), owners: [], ...more }];
}

/** The reasons of all that is not safe; when all is, of all. */
export function reasonOf(aspects: readonly Aspect[]): string {
  const telling = aspects.filter((aspect) => aspect.severity !== "safe");
  return [...new Set((telling.length > 0 ? telling : aspects).map((aspect) => aspect.reason))].join(" ");
}
