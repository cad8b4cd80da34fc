import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import type { Files } from "../document/files.ts";
import { readDocument } from "../document/read.ts";
import { checkShape } from "../document/shape.ts";
import { decodePolicy } from "./decode-policy.ts";
import type { Policy } from "./policy.ts";
import { policyMistakes } from "./policy-mistakes.ts";
import { policyChecks } from "./policy-schema.ts";

export interface ReadPolicy {
  /** Undefined when the file has an error: a policy that is half understood is not applied. */
  readonly policy: Policy | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

/** file → Policy. */
export async function readPolicy(file: string, files: Files): Promise<ReadPolicy> {
  const { document, text, diagnostics } = await readDocument(file, files);
  const sources = new Map(text === undefined ? [] : [[file, text]]);
  if (document === undefined) return { policy: undefined, diagnostics, sources };
  const shape = checkShape(policyChecks().policy, document);
  if (hasErrors(shape)) return { policy: undefined, diagnostics: [...diagnostics, ...shape], sources };
  const policy = decodePolicy(document);
  const problems = [...diagnostics, ...policyMistakes(policy)];
  return { policy: hasErrors(problems) ? undefined : policy, diagnostics: problems, sources };
}
