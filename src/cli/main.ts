#!/usr/bin/env node
import { run } from "./cli.ts";

// The `yaml` library asks at each token whether `LOG_TOKENS` is set. The real environment is asked of the operating system
// each time, a tenth of the time of a large file; a copy is not. (On Windows alone the real one has names without case.)
if (process.platform !== "win32") process.env = { ...process.env };

const interruption = new AbortController();
let interruptedBy: NodeJS.Signals | undefined;
let isListening = false;

/**
 * The first signal asks the command to clean up and end; the second, now without a listener, ends the process.
 * Only from when a command asks for it: one that is busy computing could not hear us, and has nothing to clean up,
 * so there a signal has to do what it always does.
 */
function interruptionSignal(): AbortSignal {
  for (const name of isListening ? [] : (["SIGINT", "SIGTERM", "SIGHUP"] as const)) {
    process.once(name, () => {
      interruptedBy = name;
      interruption.abort();
    });
  }
  isListening = true;
  return interruption.signal;
}

/** Who read the output has gone (`topology … | head`): there is nobody to tell, so the command ends, and ends well. */
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    interruption.abort();
  });
}

process.exitCode = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  signal: interruptionSignal,
});

// Ends the way the sender of the signal expects, once everything is cleaned up.
if (interruptedBy !== undefined) process.kill(process.pid, interruptedBy);
