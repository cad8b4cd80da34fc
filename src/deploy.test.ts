/** The program registers exactly what `topology resources` prints: same types, names, properties, parents and options. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { all, type CustomResourceOptions, runtime } from "@pulumi/pulumi";
import type { BackendInput } from "./backends/backend.ts";
import { backends } from "./backends/registry.ts";
import { deploy } from "./deploy.ts";
import { EXAMPLES, exampleOn } from "./test-support/examples.ts";

interface Registered {
  readonly type: string;
  readonly id: string;
  readonly properties: unknown;
  readonly team: string;
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly dependsOn: readonly string[];
}

async function registeredBy(input: BackendInput, backend: (typeof backends)[number]): Promise<readonly Registered[]> {
  const registered: Omit<Registered, "properties">[] = [];
  const names = new Map<unknown, string>();
  const inputsOf = new Map<string, unknown>();
  await runtime.setMocks({
    newResource: ({ name, inputs }) => {
      inputsOf.set(name, inputs);
      return { id: `${name}-id`, state: inputs };
    },
    call: ({ inputs }) => inputs,
  });
  await runtime.runInPulumiStack(async () => {
    runtime.registerStackTransformation(({ resource, type, name, opts }) => {
      names.set(resource, name);
      if (/^(pulumi|event-topology):/.test(type)) return undefined;
      const parent = names.get(opts.parent) ?? "";
      registered.push({
        type,
        id: name,
        team: parent.startsWith("team:") ? parent.slice("team:".length) : "",
        provider: names.get((opts as CustomResourceOptions).provider) ?? "",
        protect: opts.protect === true,
        retainOnDelete: opts.retainOnDelete === true,
        dependsOn: [opts.dependsOn]
          .flat()
          .map((other) => names.get(other) ?? "")
          .sort(),
      });
      return undefined;
    });
    const resources = await deploy(backend, input);
    await new Promise((resolve) => all([...resources.values()].map(({ id }) => id)).apply(resolve));
  });
  const whole = registered.map((resource): Registered => ({ ...resource, properties: inputsOf.get(resource.id) }));
  return whole.sort((a, b) => (a.id < b.id ? -1 : 1));
}

for (const backend of backends)
  describe(`the program on ${backend.name}`, () => {
    for (const name of Object.keys(EXAMPLES))
      for (const protect of [true, false])
        test(`registers the resources of ${name}, protect ${protect}`, async () => {
          const example = await exampleOn(backend, name);
          const input = { ...example, stack: { ...example.stack, protect } };
          const planned = backend.resources(input).map(
            (resource): Registered => ({
              type: resource.type,
              id: resource.id,
              properties: resource.properties,
              team: resource.team,
              provider: resource.provider,
              protect: protect && resource.holdsMessages && !resource.retired && !resource.retainOnDelete,
              retainOnDelete:
                resource.retired === "retain" ||
                (resource.retainOnDelete === true && (protect || resource.holdsMessages)),
              dependsOn: [...resource.dependsOn].sort(),
            }),
          );
          assert.deepEqual(await registeredBy(input, backend), planned);
        });
  });
