import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { EnvironmentError } from "../environment-error.ts";
import { findOnPath } from "./executable.ts";
import { runTool, type ToolResult } from "./run-tool.ts";

/** The Go toolchain of this machine, told to build for this machine from one module and nothing else. */
export interface Go {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly purpose: Purpose;
}

/** What is built, and how to do without building it, for messages. */
export interface Purpose {
  readonly label: string;
  /** A clause that goes on from "get Go", for example "or install it". */
  readonly alternative?: string;
}

/**
 * @param moduleFolder Its `go.mod` says which Go is needed.
 * @throws EnvironmentError when there is no Go, or it is older than that and may not fetch a newer one by itself.
 */
export async function findGo(
  environment: NodeJS.ProcessEnv,
  moduleFolder: string,
  purpose: Purpose,
  signal: AbortSignal,
): Promise<Go> {
  const needed = /^go (\S+)$/m.exec(await readFile(join(moduleFolder, "go.mod"), "utf8"))?.[1] ?? "";
  const remedy = orElse(`get Go ${needed} or newer at https://go.dev/dl`, purpose);
  const command = await findOnPath("go", environment);
  if (command === undefined)
    throw new EnvironmentError(`Go is not on PATH, and ${purpose.label} has to be built`, remedy);
  // No C compiler and no workspace takes part, and a target of the user's own would give a binary that cannot run here.
  const go = {
    command,
    environment: { ...environment, CGO_ENABLED: "0", GOWORK: "off", GOOS: undefined, GOARCH: undefined },
    signal,
    purpose,
  };
  // Run in the module's folder, a Go that may fetch the toolchain its go.mod asks for does so and names that one.
  const answer = await runGo(go, moduleFolder, ["env", "GOVERSION"]);
  const found = /go(\d\S*)/.exec(answer.stdout)?.[1];
  if (answer.succeeded && found !== undefined && !isOlder(found, needed)) return go;
  if (answer.succeeded || /go >= |invalid go version|toolchain/.test(answer.lastLines.join("\n")))
    throw new EnvironmentError(
      [`Go ${needed} or newer is needed to build ${purpose.label}; ${command} is too old`, ...answer.lastLines].join(
        "\n",
      ),
      remedy,
    );
  throw goFailed("go does not work", answer, purpose);
}

export async function runGo(
  go: Go,
  folder: string,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<ToolResult> {
  const { command, environment, signal } = go;
  return runTool({ command, args, folder, environment, signal, ...(onLine && { onLine }) });
}

const UNREACHABLE =
  /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|network is unreachable|GOPROXY=off|(reading|Get "?)\s*https?:/;

/** What `go` wrote last, and what can be done about it. */
export function goFailed(what: string, { lastLines }: ToolResult, purpose: Purpose): EnvironmentError {
  const said = lastLines.join("\n");
  const remedy = UNREACHABLE.test(said)
    ? "a Go module could not be fetched: check the network and GOPROXY (https://go.dev/ref/mod#environment-variables)"
    : "see what go says above";
  return new EnvironmentError([what, ...lastLines].join("\n"), orElse(remedy, purpose));
}

function orElse(remedy: string, { alternative }: Purpose): string {
  return alternative === undefined ? remedy : `${remedy}, ${alternative}`;
}

function isOlder(version: string, needed: string): boolean {
  const [a, b] = [version, needed].map((text) => text.split(/\D+/).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
