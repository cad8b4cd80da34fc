import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import type { LocalWorkspace, Stack } from "@pulumi/pulumi/automation/index.js";
import { readEvents } from "../local/session/engine-event.ts";
import { PARTIAL_RUN } from "../sharding/partial-run.ts";
import { engineCommand } from "./engine-command.ts";
import { EngineRunFailed } from "./engine-run-failed.ts";
import { findCommand } from "./find-command.ts";
import type { Operation, StackEngine } from "./stack-engine.ts";
import { workspaceFolder } from "./workspace-folder.ts";

const AGENT = "event-topology";

/**
 * The engine, driven by Pulumi's Automation API, which is loaded here: it takes a second.
 * @param project folder of Pulumi.yaml
 * @param base name of the stack file
 * @throws EnvironmentError without an engine or project
 */
export async function openEngine(
  project: string,
  base: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<StackEngine> {
  const folder = await workspaceFolder(project, base);
  const pulumiCommand = await findCommand(environment, folder.path);
  const automation = await import("@pulumi/pulumi/automation/index.js");
  const open = async (more: NodeJS.ProcessEnv) => {
    const envVars = { ...environment, ...more, PULUMI_SKIP_UPDATE_CHECK: "true" } as Record<string, string>;
    return lean(await automation.LocalWorkspace.create({ workDir: folder.path, pulumiCommand, envVars }));
  };
  const whole = await open({ [PARTIAL_RUN]: undefined });
  const partial = await open({ [PARTIAL_RUN]: "true" });
  const env = { ...process.env, ...whole.envVars };
  const command = (...args: string[]) => engineCommand(pulumiCommand.command, args, { cwd: folder.path, env, signal });

  return {
    list: async () => (await whole.listStacks()).map(({ name }) => name.split("/").at(-1) ?? name).sort(),
    create: async (stack) => {
      await folder.prepare(stack);
      await command("stack", "init", stack, "--no-select");
    },
    state: async (stack) => JSON.parse(await command("stack", "export", "--stack", stack)),
    run: async (operation, stack, targets) => {
      signal.throwIfAborted();
      await folder.prepare(stack);
      const on = await automation.Stack.select(stack, targets === undefined ? whole : partial);
      const events: EngineEvent[] = [];
      const options = {
        onEvent: (event: EngineEvent) => events.push(event),
        color: "never" as const,
        userAgent: AGENT,
        signal,
        suppressOutputs: true,
        ...(targets && { target: [...targets] }),
      };
      try {
        await perform(operation, on, options);
      } catch (error) {
        throw new EngineRunFailed(readEvents(events), error);
      }
      return readEvents(events);
    },
    move: async (from, to, urns, withParents) => {
      await Promise.all([folder.prepare(from), folder.prepare(to)]);
      const parents = withParents ? ["--include-parents"] : [];
      await command("state", "move", "--source", from, "--dest", to, ...parents, "--yes", ...urns);
    },
    remove: async (stack) => {
      await command("destroy", "--stack", stack, "--yes", "--skip-preview");
      await command("stack", "rm", stack, "--yes");
    },
  };
}

interface RunOptions {
  readonly onEvent: (event: EngineEvent) => void;
  readonly color: "never";
  readonly userAgent: string;
  readonly signal: AbortSignal;
  readonly suppressOutputs: boolean;
  readonly target?: string[];
}

async function perform(operation: Operation, stack: Stack, options: RunOptions): Promise<void> {
  if (operation === "up") await stack.up(options);
  else if (operation === "preview") await stack.preview(options);
  else if (operation === "refresh") await stack.refresh(options);
  else await stack.destroy(options);
}

/**
 * Without the runs of the engine that the Automation API makes around each operation and whose answers are not needed:
 * that stacks exist is known, and what they put out is read with their state. It saves three processes for each stack.
 */
function lean(workspace: LocalWorkspace): LocalWorkspace {
  workspace.selectStack = async () => undefined;
  workspace.stackOutputs = async () => ({});
  return workspace;
}
