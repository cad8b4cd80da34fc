/**
 * What a change of a schema is called. `field-…`: of the data. `…-narrowed`: fewer values are allowed than before,
 * `…-widened`: more, `…-changed`: others.
 */
export type SchemaChangeKind =
  | "field-added"
  | "field-removed"
  | "required-added"
  | "required-removed"
  | "type-narrowed"
  | "type-widened"
  | "type-changed"
  | "enum-narrowed"
  | "enum-widened"
  | "limit-tightened"
  | "limit-loosened"
  | "format-narrowed"
  | "format-widened"
  | "format-changed"
  | "other-fields-narrowed"
  | "other-fields-widened"
  | "alternative-added"
  | "alternative-removed"
  | "condition-added"
  | "condition-removed"
  | "schema-changed";

/** One difference between two schemas. */
export interface SchemaChange {
  readonly kind: SchemaChangeKind;
  /** JSON Pointer in the new schema; in the old one for what has gone. */
  readonly pointer: string;
  /** The data concerned: `address.city`, `lines[].price`; empty for the data as a whole. */
  readonly field: string;
  /** What changed, as one clause without a full stop: `the field address.city was removed`. */
  readonly summary: string;
  readonly breaks: Breaks;
}

/**
 * Which promise a change breaks, in the words of Confluent's Schema Registry ("Schema Evolution and Compatibility",
 * docs.confluent.io): backward, that consumers with the new schema can read data written with the old one; forward, that
 * consumers with the old schema can read data written with the new one.
 */
export interface Breaks {
  readonly backward: boolean;
  readonly forward: boolean;
}
