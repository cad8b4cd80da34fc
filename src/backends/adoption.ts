import type { Span } from "../diagnostic.ts";
import type { CloudResource } from "./cloud-resource.ts";

/** One resource that is in the cloud already and is to be taken over instead of being made. */
export interface Adopted {
  /** Its id in the cloud, as Pulumi's `import` takes it. */
  readonly import: string;
  /** Properties whose differences are left as they are, sorted. */
  readonly ignore: readonly string[];
  /** Where the mapping says so. */
  readonly span: Span;
}

/** What is to be taken over, by the ids of our resources. */
export type Adoption = ReadonlyMap<string, Adopted>;

/** The ids by which the cloud's Pulumi provider imports resources of one type (its registry pages, section "Import"). */
export interface ImportForm<Place = unknown> {
  /** In the group `name` the physical name, where other resources are computed from it. */
  readonly pattern: RegExp;
  readonly example: string;
  /** The id of what has these properties in the place; absent where the cloud makes ids up. */
  idOf?(properties: CloudResource["properties"], place: Place): string;
  /** How the id begins, where the cloud makes up only the end of it. */
  beginsWith?(properties: CloudResource["properties"]): string;
  /** Why nothing with these properties can have this id, as the end of a sentence; undefined when it can. */
  problem?(importId: string, properties: CloudResource["properties"]): string | undefined;
}

/** By Pulumi type; what is missing cannot be imported. */
export type ImportForms<Place = unknown> = Readonly<Record<string, ImportForm<Place>>>;

/**
 * The physical name of what is adopted, so that all that is computed from a name follows; undefined when it is not adopted, or by
 * an id of another form (`planOf` reports that).
 */
export function adoptedName(
  stack: { readonly adopted?: Adoption },
  id: string,
  { pattern }: Pick<ImportForm, "pattern">,
): string | undefined {
  const adopted = stack.adopted?.get(id);
  return adopted && pattern.exec(adopted.import)?.groups?.["name"];
}
