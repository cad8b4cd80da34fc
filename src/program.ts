/**
 * The Pulumi program: what `pulumi up` runs. It checks everything before it registers anything; with one error
 * nothing is touched. The output `manifests` tells each team's applications where to publish and consume.
 */
import { dirname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { getStack, log, RunError, runtime } from "@pulumi/pulumi";
import { checkDeployment } from "./backends/check-deployment.ts";
import { settingsOfConfig } from "./backends/config-document.ts";
import { decodeStack } from "./backends/decode-stack.ts";
import type { TeamManifest } from "./backends/manifest.ts";
import { compile } from "./compile.ts";
import { deploy } from "./deploy.ts";
import { type Diagnostic, hasErrors } from "./diagnostic.ts";
import { readDocument } from "./document/read.ts";
import { nodeFiles } from "./files.ts";
import { text } from "./report/text.ts";

/** The folder of Pulumi.yaml: this file runs as `dist/program.js` in it. */
const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

async function run(): Promise<Readonly<Record<string, TeamManifest>>> {
  const files = nodeFiles(projectFolder);
  const stackFile = await readDocument(`stacks/Pulumi.${getStack()}.yaml`, files);
  const settings = settingsOfConfig(runtime.allConfig(), stackFile.document, getStack());
  const { stack, backend, diagnostics: stackProblems } = decodeStack(getStack(), settings);
  const topologyFile = stack?.topology ?? "topology.yaml";
  const { desired, origins, diagnostics, sources } = await compile(topologyFile, files);
  const texts = new Map([
    ...sources,
    ...(stackFile.text === undefined ? [] : [[stackFile.file, stackFile.text] as const]),
  ]);

  stopOnErrors([...stackProblems, ...diagnostics], texts);
  if (stack === undefined || backend === undefined || desired === undefined)
    throw new Error("nothing to deploy, and no error");
  const input = { desired, origins, stack };
  const findings = checkDeployment(backend, input);
  stopOnErrors(findings, texts);
  for (const warning of [...diagnostics, ...findings]) log.warn(`${placeOf(warning)} ${warning.message}`);

  await deploy(backend, input);
  return Object.fromEntries(backend.manifests(input).map((manifest) => [manifest.team, manifest]));
}

function stopOnErrors(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>): void {
  if (hasErrors(diagnostics)) throw new RunError(`nothing was changed.\n\n${text(diagnostics, sources)}`);
}

function placeOf({ span: { file, start } }: Diagnostic): string {
  return `${relative(projectFolder, file) || file}:${start.line}:${start.column}`;
}

export const manifests = await run();
