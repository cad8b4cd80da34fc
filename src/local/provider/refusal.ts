/** What a cloud or its emulator answered, in one line: resource, name of the error, message; no stack. */
export function refusal(resource: string, error: unknown): string {
  return `${resource}: ${describe(error)}`;
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join("; ");
  if (!(error instanceof Error)) return String(error);
  const text = error.message === "" ? String((error as { code?: unknown }).code ?? "") : error.message;
  return error.name === "Error" || error.name === "" ? text : `${error.name}: ${text}`;
}

/** Whether an error of an AWS SDK has one of these names. */
export function hasName(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
