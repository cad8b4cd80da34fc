import assert from "node:assert/strict";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runIn } from "../../cli/test-support/run-in.ts";
import { projectCopy } from "../../test-support/project-copy.ts";

const EXAMPLE = join(import.meta.dirname, "../../../docs/examples/existing");

/** What a run did or would do, by id: `import`, `import update`, `create`. Steps that change nothing are left out. */
type Steps = ReadonlyMap<string, string>;

/** docs/examples/existing on the real engine, as the guide says to go about it (docs/adopt.md). */
export interface BrownfieldProject {
  /** What the engine would do. */
  preview(): Promise<Steps>;
  /** What `topology adopt --check` says of that. */
  check(): Promise<{ readonly exitCode: number; readonly stdout: string }>;
  /** What is printed of a preview that must fail. */
  refusal(): Promise<string>;
  up(): Promise<void>;
  edit(file: string, from: string | RegExp, to: string): Promise<() => Promise<void>>;
  remove(): Promise<void>;
}

/** @param clouds as of `projectCopy` */
export async function brownfieldProject(stack: string, clouds: NodeJS.ProcessEnv): Promise<BrownfieldProject> {
  const project = await projectCopy(clouds);
  await cp(EXAMPLE, project.folder, { recursive: true });
  const engine = async (...args: readonly string[]) => {
    const { code, output } = await project.pulumi(...args, "--stack", stack);
    assert.equal(code, 0, output);
    return output;
  };
  await project.pulumi("stack", "init", stack);
  const preview = async () => jsonIn(await engine("preview", "--json"));
  return {
    preview: async () => stepsOf(await preview()),
    async check() {
      await writeFile(join(project.folder, "preview.json"), JSON.stringify(await preview()));
      return runIn(project.folder, ["adopt", "--stack", stack, "--check", "preview.json"]);
    },
    async refusal() {
      const { code, output } = await project.pulumi("preview", "--stack", stack);
      assert.notEqual(code, 0, output);
      return output;
    },
    up: async () => {
      await engine("up", "--yes", "--skip-preview");
    },
    edit: project.edit,
    remove: project.remove,
  };
}

interface Preview {
  readonly steps: readonly { readonly op: string; readonly urn: string }[];
}

function jsonIn(output: string): Preview {
  return JSON.parse(output.slice(output.indexOf("{")));
}

function stepsOf({ steps }: Preview): Steps {
  const found = new Map<string, string>();
  for (const { op, urn } of steps) {
    const id = urn.split("::").slice(3).join("::");
    if (op === "same" || urn.includes("::pulumi:") || urn.includes("::event-topology:index:Team::")) continue;
    found.set(id, [...(found.get(id)?.split(" ") ?? []), op].join(" "));
  }
  return found;
}
