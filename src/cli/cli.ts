import { Command, CommanderError } from "commander";
import { EnvironmentError } from "../local/environment-error.ts";
import { printable, printableSentence } from "../report/printable.ts";
import { ShardCycle } from "../sharding/cycle.ts";
import type { CliContext, ExitCode, Output } from "./context.ts";
import { version } from "./version.ts";
import { WrongUse } from "./wrong-use.ts";

/** What `run` needs of the outside; the rest of `CliContext` is its own. */
export type Surroundings = Pick<CliContext, "stdout" | "stderr" | "cwd" | "env"> & {
  /** Called when a command wants to be told of an interruption, and to clean up then. */
  readonly signal?: () => AbortSignal;
};

const EXAMPLES = `
Examples:
  $ topology validate                               every problem of topology.yaml, with its place
  $ topology validate --backend gcp-pubsub          and what Google Pub/Sub refuses of it
  $ topology resources --backend aws-sns-sqs        the cloud resources it stands for, as JSON
  $ topology adopt --stack production               a mapping to take over what is in the cloud already
  $ topology diff main --merge-base                 what this branch does, how dangerous it is, who is affected
  $ topology owners main --merge-base               who must approve it, and why
  $ topology graph --event CUSTOMER_CREATED         who reads an event, as a Mermaid picture
  $ topology up --stack prod --yes                  deploy it, in as many stacks as it is divided into
  $ topology local demo                             bring it to life on this machine and watch

Exit codes: 0 fine, 1 problems found in the input, 2 wrong use, 3 the environment failed.`;

/**
 * Runs one command line (without the names of node and the script) and gives the exit code.
 * A bug of ours is thrown; everything else is told on `stderr`.
 */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const { stdout, stderr, cwd, env, signal = () => new AbortController().signal } = surroundings;
  const context: CliContext = {
    stdout,
    stderr,
    cwd,
    env,
    get signal() {
      return signal();
    },
    setExitCode: (code) => {
      exitCode = code;
    },
  };
  const program = await createProgram(argv, context);
  let active: Command = program;
  program.hook("preAction", (_, action) => {
    active = action;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return failed(error, context, active);
  }
}

async function createProgram(argv: readonly string[], context: CliContext): Promise<Command> {
  const width = (output: Output) => output.columns ?? 100;
  const program = new Command("topology")
    .description("Declares the events of a company's teams in one file and provisions them on three clouds.")
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // The message repeats what was typed.
      outputError: (text, write) => write(text.split("\n").map(printable).join("\n")),
      getOutHelpWidth: () => width(context.stdout),
      getErrHelpWidth: () => width(context.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText("after", EXAMPLES);
  await addCommands(program, argv[0], context);
  pointToHelp(program, "topology");
  return program;
}

type AddCommands = (program: Command, context: CliContext) => void;

const upCommands = async (): Promise<AddCommands> => (await import("./up-command.ts")).addUpCommands;

/** In the order of the help text. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommands>>> = {
  validate: async () => (await import("./validate-command.ts")).addValidateCommand,
  resources: async () => (await import("./resources-command.ts")).addResourcesCommand,
  adopt: async () => (await import("./adopt-command.ts")).addAdoptCommand,
  owners: async () => (await import("./owners-command.ts")).addOwnersCommand,
  diff: async () => (await import("./diff-command.ts")).addDiffCommand,
  graph: async () => (await import("./graph-command.ts")).addGraphCommand,
  shards: async () => (await import("./shards-command.ts")).addShardsCommand,
  up: upCommands,
  preview: upCommands,
  refresh: upCommands,
  destroy: upCommands,
  local: async () => (await import("./local.ts")).addLocalCommands,
};

/** The command that is asked for, alone, for a fast start; where there is none, a help text and a did-you-mean have to know all. */
async function addCommands(program: Command, asked = "", context: CliContext): Promise<void> {
  const own = Object.hasOwn(COMMANDS, asked) ? COMMANDS[asked] : undefined;
  (await own?.())?.(program, context);
  // A bundle comes without some.
  if (program.commands.length > 0) return;
  for (const load of new Set(Object.values(COMMANDS))) (await load())(program, context);
}

/** Every message about wrong use ends with where the right use is described, by the one way there is to see it. */
function pointToHelp(command: Command, name: string): void {
  command.helpCommand(false).showHelpAfterError(`see ${name} --help`);
  for (const child of command.commands) pointToHelp(child, `${name} ${child.name()}`);
}

function failed(error: unknown, context: CliContext, active: Command): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof WrongUse) return tellWrongUse(error, active);
  if (error instanceof EnvironmentError) {
    context.stderr.write(`error: ${printableSentence(error.message)}\nhelp: ${printableSentence(error.remedy)}\n`);
    return 3;
  }
  if (error instanceof ShardCycle) {
    context.stderr.write(
      `error: ${printableSentence(error.message)}\nhelp: run it as one stack (event-topology:sharding: none), and report this\n`,
    );
    return 3;
  }
  if (context.signal.aborted && error instanceof Error && error.name === "AbortError") {
    context.stderr.write("interrupted\n");
    return 3;
  }
  throw error;
}

function tellWrongUse(error: WrongUse, active: Command): ExitCode {
  try {
    return active.error(`error: ${printableSentence(error.message)}`);
  } catch (told) {
    if (told instanceof CommanderError) return 2;
    throw told;
  }
}
