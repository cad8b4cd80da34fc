import { createRequire } from "node:module";
import { canonicalJson } from "./compare/canonical.ts";
import type { JsonSchema } from "./json-schema.ts";

// An `import` of it would also load what its getters make, such as Web Crypto: a tenth of a command's start.
const { createHash } = createRequire(import.meta.url)("node:crypto") as typeof import("node:crypto");

/** As many as nobody meets twice by chance, and few enough to be copied by hand. */
const DIGITS = 12;

/** What an agreement to a schema names it by: the same for every formatting of the file, another for any other content. */
export function fingerprint(schema: JsonSchema): string {
  return createHash("sha256").update(canonicalJson(schema)).digest("hex").slice(0, DIGITS);
}
