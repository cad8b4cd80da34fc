import type { Case, Node } from "./case.ts";
import type { Reasoner } from "./reasoner.ts";
import type { SchemaChange } from "./schema-change.ts";

/** What the parts of one comparison share. */
export interface Comparison {
  readonly reasoner: Reasoner;
  /** The changes of a value and of all below it. */
  changes(from: Node, to: Node, field: string): readonly SchemaChange[];
}

/** A case before and after the change, and the data they are about. */
export interface CasePair {
  readonly from: Case;
  readonly to: Case;
  readonly field: string;
}

export function subject(field: string): string {
  return field === "" ? "the data" : `the field ${field}`;
}

/** Longer than any name that a person gives to a field. */
const MAX_NAME = 80;

/** The way to a field from the data that holds it; names that are no plain words are quoted. */
export function fieldBelow(field: string, name: string): string {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
  const step = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(short) ? short : JSON.stringify(short);
  return field === "" ? step : `${field}.${step}`;
}

/** Where the members of a case say something by a keyword; where the first member stands when none does. */
export function pointerOf({ members }: Case, keyword: string): string {
  const speaker = members.find(({ schema }) => Object.hasOwn(Object(schema), keyword));
  return speaker === undefined ? (members[0]?.pointer ?? "") : `${speaker.pointer}/${keyword}`;
}

const MAX_LISTED = 5;

/** Values as a person reads them, no more than a line can hold. */
export function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, MAX_LISTED).map((value) => {
    const text = JSON.stringify(value) ?? "nothing";
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  });
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}

export const NOTHING = { backward: false, forward: false };
/** Old data may no longer be legal. */
export const TIGHTER = { backward: true, forward: false };
/** New data may be what was not legal. */
export const LOOSER = { backward: false, forward: true };
export const BOTH = { backward: true, forward: true };
