import type { Backend, BackendInput } from "./backend.ts";
import { planOf } from "./plan.ts";

/** By which id something of the plan would be imported, under the name that it has in this stack. */
export interface ImportId {
  readonly id: string;
  /** Undefined where the cloud makes it up. */
  readonly importId: string | undefined;
  readonly example: string;
}

/** Of all that can be imported, sorted by id. What is adopted has the id that the mapping gives. */
export function importIds(backend: Backend, input: BackendInput): readonly ImportId[] {
  const places = backend.places(input);
  return planOf(backend, input).resources.flatMap((resource) => {
    const form = backend.imports[resource.type];
    if (form === undefined) return [];
    const importId = resource.import ?? form.idOf?.(resource.properties, places.get(resource.provider));
    return [{ id: resource.id, importId, example: form.example }];
  });
}
