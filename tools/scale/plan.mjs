import { readStack } from "../../src/backends/read-stack.ts";
import { backendNamed } from "../../src/backends/registry.ts";
import { compile } from "../../src/compile.ts";
import { hasErrors } from "../../src/diagnostic.ts";
import { teamsStacks, teamsTopology } from "../bench/teams-topology.mjs";

/**
 * A generated topology on a cloud, as the program would deploy it.
 * @param {string} name of the backend
 * @param {{ teams: number, own?: boolean, services?: boolean, more?: object }} size `own`: each team in an account or project of its own
 */
export async function planOfSize(name, { teams, own = false, services = true, more }) {
  const contents = { "topology.yaml": teamsTopology(teams, more), ...teamsStacks(teams, own, services) };
  const files = {
    read: async (path) =>
      path in contents ? { kind: "bytes", bytes: new TextEncoder().encode(contents[path]) } : { kind: "missing" },
    list: async () => [],
    exists: async (path) => path in contents,
  };
  const { desired, origins, diagnostics } = await compile("topology.yaml", files);
  const { stack, diagnostics: ofStack } = await readStack(`stacks/Pulumi.${name}.yaml`, files);
  const problems = [...diagnostics, ...ofStack];
  if (hasErrors(problems) || desired === undefined || stack === undefined)
    throw new Error(`the generated topology has errors: ${problems.map(({ message }) => message).join("; ")}`);
  const backend = backendNamed(name);
  const input = { desired, origins, stack };
  return { backend, input, resources: backend.resources(input) };
}
