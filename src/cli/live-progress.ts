import type { Progress } from "../local/progress.ts";
import { printable } from "../report/printable.ts";
import type { Output } from "./context.ts";

/** Shows what is going on until it is done. */
export interface LiveProgress {
  readonly progress: Progress;
  /** Removes the moving line, before something lasting is printed. The next message brings it back. */
  readonly clear: () => void;
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MILLISECONDS = 100;
const WIDEST = 100;
/** Where nobody watches, a long step gives a sign of life this often. */
const PLAIN_MILLISECONDS = 20_000;

/** One moving line with the time spent on a terminal; elsewhere one line for each step. */
export function liveProgress(output: Output, now: () => number = Date.now): LiveProgress {
  return output.isTTY === true ? movingLine(output, now) : plainLines(output, now);
}

function movingLine(output: Output, now: () => number): LiveProgress {
  let shown: { readonly message: string; readonly step: string; readonly since: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;
  const draw = () => {
    if (shown === undefined) return;
    const text = `${FRAMES[frame++ % FRAMES.length]} ${shown.message}${elapsed(now() - shown.since)}`;
    output.write(`\r\x1b[2K${text.slice(0, Math.min(output.columns ?? WIDEST, WIDEST) - 1)}`);
  };
  return {
    progress: (message) => {
      const step = stepOf(message);
      shown = { message: printable(message), step, since: shown?.step === step ? shown.since : now() };
      timer ??= setInterval(draw, FRAME_MILLISECONDS).unref();
    },
    clear: () => {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      shown = undefined;
      output.write("\r\x1b[2K");
    },
  };
}

function plainLines(output: Output, now: () => number): LiveProgress {
  let step = "";
  let [since, told] = [now(), now()];
  return {
    progress: (message) => {
      const isNew = stepOf(message) !== step;
      if (isNew) [step, since] = [stepOf(message), now()];
      if (!isNew && now() - told < PLAIN_MILLISECONDS) return;
      told = now();
      output.write(`${printable(message)}${elapsed(now() - since)}\n`);
    },
    clear: () => undefined,
  };
}

/** `building the engine: 120 packages` is a step with a detail that changes. */
function stepOf(message: string): string {
  return message.split(":", 1)[0] ?? message;
}

function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 1 ? "" : ` (${seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`})`;
}
