import { Ajv2020 } from "ajv/dist/2020.js";
import { hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";
import { checkShape } from "../document/shape.ts";
import type { Adopted, Adoption } from "./adoption.ts";
import type { DecodedStack } from "./decode-stack.ts";

export interface ReadStack extends DecodedStack {
  readonly sources: ReadonlyMap<string, string>;
}

const SCHEMA = {
  type: "object",
  description: "A map from ids of event-topology to ids in the cloud.",
  additionalProperties: {
    title: "id in the cloud",
    description: "As Pulumi imports it, or a map with the keys import and ignore.",
    type: ["string", "object"],
    minLength: 1,
    required: ["import"],
    additionalProperties: false,
    properties: {
      import: { description: "Id in the cloud, as Pulumi imports it.", type: "string", minLength: 1 },
      ignore: {
        description: "Properties whose differences are left as they are, for example [tags].",
        type: "array",
        items: {
          title: "property",
          description: "Name of a property of the resource, for example tags.",
          type: "string",
          pattern: "^[a-z][A-Za-z0-9]*$",
        },
      },
    },
  },
} as const;

/** The stack with what its mapping file says is to be adopted; its `adopt` is the path from the project folder. */
export async function withAdoption(decoded: DecodedStack, files: Files): Promise<ReadStack> {
  const { stack, diagnostics } = decoded;
  if (stack?.adopt === undefined) return { ...decoded, sources: new Map() };
  const read = await readDocument(stack.adopt, files);
  const sources = new Map(read.text === undefined ? [] : [[stack.adopt, read.text]]);
  const { document } = read;
  const validate = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(SCHEMA);
  const problems = [...read.diagnostics, ...(document === undefined ? [] : checkShape(validate, document))];
  const all = [...diagnostics, ...problems];
  if (document === undefined || hasErrors(problems)) return { ...decoded, stack: undefined, diagnostics: all, sources };

  const said = Object.entries(document.value as Readonly<Record<string, string | Said>>);
  const adopted: Adoption = new Map(
    said.map(([id, entry]): [string, Adopted] => {
      const { import: importId, ignore = [] } = typeof entry === "string" ? { import: entry } : entry;
      return [id, { import: importId, ignore: [...new Set(ignore)].sort(), span: document.keySpanOf([id]) }];
    }),
  );
  return { ...decoded, stack: { ...stack, adopted }, diagnostics: all, sources };
}

interface Said {
  readonly import: string;
  readonly ignore?: readonly string[];
}
