import type { Located } from "./schema-document.ts";

/** The values that all the schemas allow. Schemas of one place: those that apply to it through `$ref`, `allOf` and so on are found from here. */
export interface Node {
  readonly all: readonly Located[];
  /**
   * As data is written instead of as it is read: an object then has no fields but those that its schemas name, unless a
   * schema there says by `additionalProperties` or `unevaluatedProperties` what others may be.
   */
  readonly written: boolean;
}

export type JsonType = "array" | "boolean" | "null" | "number" | "object" | "string";

/**
 * One way of satisfying a node: values of one type that satisfy all of this. A value that satisfies a node satisfies one of
 * its cases, and the other way round; so comparing nodes is comparing cases.
 */
export interface Case {
  readonly type: JsonType;
  /** The schemas whose own keywords hold; those that combine others have been taken apart. */
  readonly members: readonly Located[];
  /** The only values possible, where they are listed. */
  readonly values?: readonly unknown[];
  /** Whole numbers only. */
  readonly integer: boolean;
  readonly closures: readonly Closure[];
  readonly conditions: readonly Condition[];
  readonly elsewhere: Elsewhere;
  readonly written: boolean;
}

/** Fields that are neither among the names nor match a pattern have to satisfy the schema. */
export interface Closure {
  readonly names: ReadonlySet<string>;
  readonly patterns: ReadonlySet<string>;
  readonly value: Located;
  readonly keyword: "additionalProperties" | "unevaluatedProperties" | "written";
}

/** What does not take apart into cases. */
export type Condition =
  | { readonly kind: "if"; readonly at: Located; readonly test: string; readonly yes: Node; readonly no: Node }
  | { readonly kind: "not"; readonly at: Located; readonly node: Node }
  /** Only known to hold where the very same is demanded. */
  | { readonly kind: "exact"; readonly at: Located; readonly keyword: string; readonly text: string };

/**
 * What schemas that may or may not hold besides the case's members (other alternatives, the branches of an `if`) say of
 * fields and elements. Those can hold more than the members allow for, so they must not be taken as written in full.
 */
export interface Elsewhere {
  readonly fields: ReadonlySet<string>;
  readonly anyField: boolean;
  readonly elements: boolean;
}
