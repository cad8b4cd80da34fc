/**
 * The last step of `npm run build`: writes the JSON Schemas that nearly every command needs as code into
 * dist/compiled-schemas. To compile them at each start takes longer than all else that `topology validate` does. Without the
 * folder every command works as well, slower (src/document/schema-checks.ts).
 *
 * `node tools/compile-schemas.mjs [folder of the compiled sources]`
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { codeOf } from "./schema-code.mjs";

const dist = resolve(process.argv[2] ?? fileURLToPath(new URL("../dist", import.meta.url)));
const target = join(dist, "compiled-schemas");
const load = (path) => import(pathToFileURL(join(dist, path)).href);

const { topologySchemas } = await load("topology/topology-schema.js");
const { policySchemas } = await load("policy/policy-schema.js");
const { draftSchemas } = await load("contracts/draft-schema.js");
await mkdir(target, { recursive: true });
for (const [name, schemas] of Object.entries({ topology: topologySchemas, policy: policySchemas, draft: draftSchemas }))
  await writeFile(join(target, `${name}.cjs`), codeOf(schemas));
