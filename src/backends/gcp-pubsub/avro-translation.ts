import type { Json } from "../cloud-resource.ts";

/** A place in a JSON Schema, and why it cannot be said in AVRO. */
export interface Unsaid {
  /** JSON Pointer; empty for the whole schema. */
  readonly pointer: string;
  /** A clause: `is optional, …`. */
  readonly why: string;
}

/** A schema on its way to AVRO. */
export interface Spot {
  readonly schema: unknown;
  /** The URI that its references are relative to. */
  readonly base: string;
  /** Where it was met, through references. */
  readonly pointer: string;
  /** Name of the AVRO type, should it need one. */
  readonly name: string;
  /** The schemas that references have led through to here. */
  readonly through: readonly unknown[];
}

/** More is no event that anybody describes: references can stand for very many types in a few lines. */
const MOST_TYPES = 10_000;
const MOST_REFERENCES = 100;

/** What one translation has found so far. */
export class Translation {
  readonly problems: Unsaid[] = [];
  readonly unchecked: Unsaid[] = [];
  readonly #names = new Set<string>();
  #types = 0;

  /** Notes a problem; the type stands for nothing. */
  cannot(pointer: string, why: string): Json {
    this.problems.push({ pointer, why });
    return "null";
  }

  /** Notes what AVRO leaves unchecked. */
  loosen(pointer: string, why: string): void {
    this.unchecked.push({ pointer, why });
  }

  /** Whether this is one type, or one reference within another, too many. */
  isTooMuch({ through }: Spot): boolean {
    this.#types++;
    return this.#types > MOST_TYPES || through.length > MOST_REFERENCES;
  }

  /** Named types of one definition need different names: Apache AVRO specification, "Names". */
  unused(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#names.has(name); count++) name = `${wanted}_${count}`;
    this.#names.add(name);
    return name;
  }
}
