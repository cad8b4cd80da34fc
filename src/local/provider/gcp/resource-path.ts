/** Part of a path, by kind of resource. */
export type Collection = "topics" | "subscriptions" | "schemas";

/** `projects/P/<collection>/N` → {project, name}; undefined when it is no such path. */
export function parsePath(collection: Collection, path: string): { project: string; name: string } | undefined {
  const [projects, project, kind, name, ...rest] = path.split("/");
  if (projects !== "projects" || kind !== collection || rest.length > 0 || !project || !name) return undefined;
  return { project, name };
}

/** The full path of a resource given by full path or by bare name, as the real provider accepts both. */
export function fullPath(collection: Collection, project: string, nameOrPath: string): string {
  return nameOrPath.includes("/") ? nameOrPath : `projects/${project}/${collection}/${nameOrPath}`;
}

/** @throws Error saying what an id for an import looks like. */
export function parseId(collection: Collection, id: string): { project: string; name: string } {
  const parsed = parsePath(collection, id);
  if (parsed === undefined) throw new Error(`the id must be projects/PROJECT/${collection}/NAME`);
  return parsed;
}
