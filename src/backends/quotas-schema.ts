import type { Quota } from "./quota.ts";

/** JSON Schema of `quotas` in a stack file: the limits that the vendor raises on request, each with what it is unless raised. */
export function quotasSchema(quotas: readonly Quota[]): object {
  const adjustable = quotas.filter((quota) => quota.adjustable && quota.limit !== undefined);
  return {
    description:
      "Limits that the vendor has raised for these accounts, by their names in `topology validate --quotas`.",
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      adjustable.map(({ key, what, limit }) => [
        key,
        {
          description: `The most ${what.replace(/,$/, "")}: a whole number, ${limit} unless it was raised.`,
          type: "integer",
          minimum: 1,
        },
      ]),
    ),
  };
}
