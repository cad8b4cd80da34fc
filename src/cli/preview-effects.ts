import { WrongUse } from "./wrong-use.ts";

/** What a run would do to one resource that it takes over. */
export interface ImportEffect {
  readonly id: string;
  /** Empty when it stays as it is. */
  readonly changes: readonly { readonly op: string; readonly properties: readonly string[] }[];
}

/** The part of `pulumi preview --json` that is read. */
interface Preview {
  readonly steps?: unknown;
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: readonly string[] | null;
}

/** What leaves a resource in the cloud as it is. */
const HARMLESS = ["import", "same", "read", "refresh"];

/**
 * What a preview does to all that it imports, sorted by id: the engine imports and then updates in the same run, so what
 * is imported and differs has two steps.
 * @throws WrongUse when it is not the JSON of a preview
 */
export function effectsOf(text: string): readonly ImportEffect[] {
  const { steps } = previewOf(text);
  if (!Array.isArray(steps)) throw new WrongUse("this is no preview: give the output of pulumi preview --json");
  const all: readonly Step[] = steps;
  const imported = new Set(all.filter(({ op }) => op === "import").map(({ urn }) => urn));
  return [...imported].sort().map((urn) => ({
    id: urn.split("::").slice(3).join("::"),
    changes: all
      .filter((step) => step.urn === urn && !HARMLESS.includes(step.op))
      .map(({ op, diffReasons }) => ({ op, properties: [...(diffReasons ?? [])].sort() })),
  }));
}

function previewOf(text: string): Preview {
  try {
    return Object(JSON.parse(text)) as Preview;
  } catch (error) {
    throw new WrongUse(
      `the preview is not JSON: ${(error as Error).message}; give the output of pulumi preview --json`,
    );
  }
}
