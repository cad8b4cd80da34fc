type Body = { readonly [key: string]: unknown };

/** The body with what tells its event from others on a topic that exists; a path leads into objects: `metadata.type`. */
export function marked(body: Body, fields: Readonly<Record<string, string>> = {}): Body {
  return Object.entries(fields).reduce((made, [path, value]) => set(made, path.split("."), value), body);
}

function set(body: Body, [first = "", ...rest]: readonly string[], value: string): Body {
  if (rest.length === 0) return { ...body, [first]: value };
  const inner = body[first];
  return { ...body, [first]: set(inner !== null && typeof inner === "object" ? (inner as Body) : {}, rest, value) };
}
