import type { Diagnostic } from "../../diagnostic.ts";
import type { StackSettings } from "../stack-settings.ts";
import { MANAGED_BY, OWN_TAGS, TAG_PREFIX } from "./tags.ts";

/** Tagging AWS Resources User Guide, "Tag naming limits and requirements". */
const LEGAL = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const KEY_LIMIT = 128;
const VALUE_LIMIT = 256;
const TAG_LIMIT = 50;

/** Errors for the stack's labels that AWS would refuse as tags, or that would overwrite ours. */
export function checkLabels(stack: StackSettings): readonly Diagnostic[] {
  const labels = Object.entries(stack.labels);
  const room = TAG_LIMIT - OWN_TAGS;
  return [
    ...labels.flatMap(([key, value]) => {
      const problem = problemOf(key, value);
      return problem === undefined ? [] : [invalid(`label ${key}: ${problem}`, ["labels", key])];
    }),
    ...(labels.length > room
      ? [invalid(`${labels.length} labels: AWS allows ${TAG_LIMIT} tags, of which ${OWN_TAGS} are ours`, ["labels"])]
      : []),
  ];

  function invalid(message: string, path: readonly string[]): Diagnostic {
    return { code: "invalid-label", severity: "error", message, span: stack.spanOf(path) };
  }
}

function problemOf(key: string, value: string): string | undefined {
  if (key === MANAGED_BY || key.startsWith(TAG_PREFIX)) return "this key is set by event-topology; choose another";
  if (/^aws:/i.test(key)) return "keys that begin with aws: belong to AWS; choose another";
  if (key.length === 0 || key.length > KEY_LIMIT) return `a tag's key has 1 to ${KEY_LIMIT} characters`;
  if (value.length > VALUE_LIMIT)
    return `a tag's value has at most ${VALUE_LIMIT} characters, this one ${value.length}`;
  if (!LEGAL.test(key) || !LEGAL.test(value)) return "AWS allows letters, digits, spaces and _ . : / = + - @ in a tag";
  return undefined;
}
