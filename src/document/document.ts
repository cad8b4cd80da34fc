import type { Span } from "../diagnostic.ts";
import type { Path } from "./path.ts";

/** A YAML text as a plain value, with the way back to the text. */
export interface Document {
  readonly file: string;
  /** Objects, arrays, strings, numbers, booleans and null. */
  readonly value: unknown;
  /** The text of the value at `path`; of the nearest parent that exists when there is none. */
  spanOf(path: Path): Span;
  /** The text of the key at the end of `path`; for an array element the element itself. */
  keySpanOf(path: Path): Span;
}
