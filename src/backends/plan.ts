import { type Diagnostic, hasErrors } from "../diagnostic.ts";
import { adopted } from "./adopt.ts";
import type { Backend, BackendInput } from "./backend.ts";
import type { CloudResource } from "./cloud-resource.ts";
import { transformed } from "./transforms.ts";

/** What a deploy would register. */
export interface Plan {
  /** As `Backend.resources`, with what is adopted and what the user's transforms change. */
  readonly resources: readonly CloudResource[];
  /** With an error among them nothing may be deployed. */
  readonly diagnostics: readonly Diagnostic[];
}

const known = new WeakMap<BackendInput, Plan>();

/**
 * The resources of a topology on a stack: those of the backend, then what is adopted, then the user's transforms, so that what is
 * shown, compared and deployed is the same. It is worked out once for an input, so that a transform runs once for a resource.
 */
export function planOf(backend: Backend, input: BackendInput): Plan {
  const plan = known.get(input) ?? made(backend, input);
  known.set(input, plan);
  return plan;
}

function made(backend: Backend, input: BackendInput): Plan {
  const { stack, transforms } = input;
  const taken = adopted(backend, input);
  if (transforms === undefined || hasErrors(taken.diagnostics)) return taken;
  const about = { backend: backend.name, stack: stack.stack, span: stack.spanOf(["transforms"]) };
  const { resources, diagnostics } = transformed(taken.resources, transforms, about);
  return { resources, diagnostics: [...taken.diagnostics, ...diagnostics] };
}
