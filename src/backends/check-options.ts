import type { Diagnostic } from "../diagnostic.ts";
import type { Backend, BackendInput } from "./backend.ts";
import { OPTIONS, type OptionName } from "./options.ts";

/**
 * Errors for the options that a topology uses and the backend cannot do; each names the backends that can.
 * @param all every backend there is
 */
export function checkOptions(
  backend: Backend,
  { desired, origins, stack }: BackendInput,
  all: readonly Backend[],
): readonly Diagnostic[] {
  return (Object.keys(OPTIONS) as OptionName[]).flatMap((name) => {
    const support = backend.options[name];
    if (!("refused" in support)) return [];
    const { key, usedBy } = OPTIONS[name];
    const able = all.filter(({ options }) => "works" in options[name]).map((other) => other.name);
    const who = able.length === 0 ? "no backend can" : `${able.join(" and ")} can`;
    return usedBy(desired).map(({ id, what }) => ({
      code: "option-not-supported",
      severity: "error" as const,
      message: `${what} asks for ${key}, which ${backend.name} cannot do: ${support.refused} (${who}); remove it, or choose another backend`,
      span: origins.get(id) ?? stack.spanOf([]),
    }));
  });
}
