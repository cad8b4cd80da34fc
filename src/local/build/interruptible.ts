const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs work that must clean up when the user presses Ctrl-C: its signal aborts on that and on the caller's own signal.
 * After the work has settled, the interrupt takes its normal course when nobody else handles it.
 */
export async function interruptible<T>(
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  let interrupt: NodeJS.Signals | undefined;
  // Asked before anything happens: a listener of the command line may be there for one signal only.
  const others = new Set<NodeJS.Signals>(INTERRUPTS.filter((name) => process.listenerCount(name) > 0));
  const onInterrupt = (name: NodeJS.Signals) => {
    interrupt ??= name;
    own.abort();
  };
  for (const name of INTERRUPTS) process.on(name, onInterrupt);
  try {
    return await work(outer === undefined ? own.signal : AbortSignal.any([outer, own.signal]));
  } finally {
    for (const name of INTERRUPTS) process.off(name, onInterrupt);
    if (interrupt !== undefined && !others.has(interrupt)) process.kill(process.pid, interrupt);
  }
}
