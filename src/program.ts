/**
 * The Pulumi program: what `pulumi up` runs. It checks everything before it registers anything, also against what is
 * deployed already; with one error nothing is touched. The output `manifests` tells each team's applications where to
 * publish and consume.
 */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { all, getOrganization, getProject, getStack, log, type Output, RunError, runtime } from "@pulumi/pulumi";
import { checkDeployment } from "./backends/check-deployment.ts";
import { decodeStack } from "./backends/decode-stack.ts";
import type { TeamManifest } from "./backends/manifest.ts";
import { withAdoption } from "./backends/read-adoption.ts";
import { compile } from "./compile.ts";
import { deploy } from "./deploy.ts";
import { type Diagnostic, hasErrors } from "./diagnostic.ts";
import { nodeFiles } from "./files.ts";
import { deployedResources, type EngineState, standingOf } from "./lifecycle/deployed.ts";
import { depthOf } from "./lifecycle/depth-of.ts";
import { editOf } from "./lifecycle/edit-of.ts";
import { refuse } from "./lifecycle/refuse.ts";
import { shortened } from "./lifecycle/shortened.ts";
import { undrained } from "./lifecycle/undrained.ts";
import { loadTransforms } from "./load-transforms.ts";
import { text } from "./report/text.ts";
import { CHECKED, checkedDigest } from "./sharding/checked.ts";
import { movedAlone } from "./sharding/moved-alone.ts";
import { PARTIAL_RUN } from "./sharding/partial-run.ts";
import { planDigest } from "./sharding/plan-digest.ts";
import { planOfStack } from "./sharding/plan-of-stack.ts";
import { settingsOfStack } from "./sharding/settings-of-stack.ts";

/** The folder of Pulumi.yaml: this file runs as `dist/program.js` in it. */
const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

interface Outputs {
  readonly manifests: Readonly<Record<string, TeamManifest>>;
  /** What the stack was deployed from and what it needs of others (`readState`). */
  readonly shard: Output<unknown>;
}

async function run(): Promise<Outputs> {
  const files = nodeFiles(projectFolder);
  const { base, settings, stackFile } = await settingsOfStack(getStack(), runtime.allConfig(), files);
  const read = await withAdoption(decodeStack(base, settings), files);
  const { stack, backend, diagnostics: stackProblems } = read;
  const topologyFile = stack?.topology ?? "topology.yaml";
  const { desired, origins, declared, diagnostics, sources } = await compile(topologyFile, files);
  const texts = new Map([
    ...sources,
    ...read.sources,
    ...(stackFile.text === undefined ? [] : [[stackFile.file, stackFile.text] as const]),
  ]);

  stopOnErrors([...stackProblems, ...diagnostics], texts);
  if (stack === undefined || backend === undefined || desired === undefined || declared === undefined)
    throw new Error("nothing to deploy, and no error");
  const loaded = await loadTransforms(stack, projectFolder);
  stopOnErrors(loaded.diagnostics, texts);
  const { transforms } = loaded;
  const whole = { desired, origins, stack, ...(transforms && { transforms }) };
  // What `topology up` has checked and told for all stacks need not be checked again for each, as long as it is the same. The
  // user's code is no text of which that could be told.
  const isChecked = transforms === undefined && process.env[CHECKED] === checkedDigest(texts.values(), desired);
  const findings = isChecked ? [] : checkDeployment(backend, whole);
  stopOnErrors(findings, texts);

  const part = backend.deployed;
  const state = await stateOfThisStack();
  const deployed = deployedResources(state);
  const standing = deployed.map((resource) => standingOf(resource, part));
  const parts = isChecked ? declared : undefined;
  const { input, here } = planOfStack(getStack(), base, backend, whole, parts, deployed);
  stopOnErrors(here.diagnostics, texts);
  if (here.shard === undefined) throw new Error("nothing to deploy, and no error");
  const edit = editOf(standing, backend, input);
  stopOnErrors(refuse(edit), texts);
  stopOnErrors(await undrained(edit, depthOf(part, deployed, backend.places(input))), texts);
  const warnings = [...diagnostics, ...findings, ...shortened(edit)];
  for (const warning of warnings) log.warn(`${placeOf(warning)} ${warning.message}`);

  shortenTraces();
  const registered = await deploy(backend, input, here.shard.resources, movedAlone(here.shard, Object.keys(state)));
  const manifests = backend.manifests(input).filter(({ team }) => here.isHere(team));
  const digest = PARTIAL_RUN in process.env ? undefined : planDigest(here.shard, stack.protect, backend.places(input));
  const { elsewhere } = here.shard;
  return {
    manifests: Object.fromEntries(manifests.map((manifest) => [manifest.team, manifest])),
    // Told once all is registered: a run that fails leaves what the one before told.
    shard: all([...registered.values()].map(({ urn }) => urn)).apply(() => ({ digest, elsewhere })),
  };
}

/**
 * The state of this stack as the engine has it now; empty for a new one. The engine answers by itself, in previews too,
 * and no stack reference is registered.
 * @throws RunError when it does not: nobody could tell then what an edit would delete
 */
async function stateOfThisStack(): Promise<EngineState> {
  const stackName = `${getOrganization()}/${getProject()}/${getStack()}`;
  try {
    const { outputs } = await runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    return outputs;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RunError(`nothing was changed: the engine does not tell what is deployed in ${stackName}: ${reason}`);
  }
}

/**
 * The SDK takes a stack trace, mapped to the sources, for each promise that it makes: nearly half the time of the program
 * when it registers hundreds of resources. It shows them to who looks for promises that never end; an error of its own or of
 * ours from here on still says where it was thrown.
 */
function shortenTraces(): void {
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) Error.stackTraceLimit = 1;
}

function stopOnErrors(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): void {
  if (hasErrors(diagnostics)) throw new RunError(`nothing was changed.\n\n${text(diagnostics, sources)}`);
}

function placeOf({ span: { file, start } }: Diagnostic): string {
  return `${relative(projectFolder, file) || file}:${start.line}:${start.column}`;
}

export const { manifests, shard } = await run();
