/** Where a value stands in a document: keys and array indexes from the root. */
export type Path = readonly (string | number)[];

/** Reads a JSON Pointer (RFC 6901), as ajv reports places. */
export function pathOfPointer(pointer: string): Path {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
