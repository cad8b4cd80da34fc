import { parse } from "yaml";
import { compiled } from "../../test-support/compiled.ts";
import { onStack } from "../../test-support/stack.ts";
import type { Backend, BackendInput } from "../backend.ts";

/** A topology in a few lines, on the tests' account or project. */
export interface Scene {
  /** YAML of a topology's `teams`, as in the file but not indented. */
  readonly teams: string;
  /** Other files, by path: schemas. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the stack's place has beside the tests' account or project, for example alarm channels. */
  readonly place?: object;
  /** The same for teams, by name. */
  readonly placeOf?: Readonly<Record<string, object>>;
}

/** The scene's topology on a stack of the backend, where each team has one principal. */
export async function sceneOn(
  backend: Backend,
  { teams, files, place = {}, placeOf = {} }: Scene,
): Promise<BackendInput> {
  const { placeKey } = backend;
  const result = await compiled({ version: 1, organization: "ar", teams: parse(teams) as object }, files);
  const plain = onStack(backend, result);
  const staffed = Object.entries(plain.stack.principals).map(([team, { publishers }]) => [
    team,
    { principals: publishers, ...(placeOf[team] && { [placeKey]: placeOf[team] }) },
  ]);
  return onStack(backend, result, {
    [placeKey]: { ...Object(plain.stack.place), ...place },
    teams: Object.fromEntries(staffed),
  });
}
