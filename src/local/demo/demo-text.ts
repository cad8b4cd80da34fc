import picocolors from "picocolors";
import { printable } from "../../report/printable.ts";
import type { Accounts } from "../session/accounts.ts";
import { type Check, holds } from "./check.ts";
import type { Played } from "./demo-json.ts";
import type { Step, StepResult } from "./step.ts";

type Colors = ReturnType<typeof picocolors.createColors>;

/** The story for a terminal; each function gives whole lines. */
export interface DemoText {
  opening(backend: string, file: string, accounts: Accounts): string;
  step(step: Pick<Step, "title" | "story">, number: number, of: number): string;
  result(result: StepResult): string;
  closing(played: Played, folder: string): string;
  /** For several runs, one after another. */
  table(runs: readonly Played[]): string;
}

const CLOUDS: Readonly<Record<string, string>> = {
  "gcp-pubsub": "Google Pub/Sub",
  "aws-sns-sqs": "AWS SNS and SQS",
  "aws-eventbridge": "AWS EventBridge and SQS",
};

export function demoText(colors: boolean): DemoText {
  const paint = picocolors.createColors(colors);
  return {
    opening: (backend, file, accounts) =>
      `${paint.bold(`event-topology on ${CLOUDS[backend] ?? backend}`)} ${paint.dim(`(${backend}, from ${printable(file)})`)}\n` +
      (accounts === "own"
        ? `Each team stands in ${backend === "gcp-pubsub" ? "a project" : "an account"} of its own.\n`
        : ""),
    step: ({ title, story }, number, of) =>
      `\n${paint.bold(`${number}/${of}  ${title}`)}\n${story.map((line) => `     ${line}\n`).join("")}`,
    result: ({ checks, seconds }) =>
      `${checks.map((check) => checkLines(check, paint)).join("")}     ${paint.dim(`${seconds.toFixed(1)} s`)}\n`,
    closing: (played, folder) => closing(played, folder, paint),
    table: (runs) => table(runs, paint),
  };
}

function checkLines(check: Check, paint: Colors): string {
  const indented = (text: string) => paint.dim(`       ${printable(text)}\n`);
  const detail = check.detail === undefined ? "" : indented(check.detail);
  const line = `${check.subject} ${printable(check.words)}\n${detail}`;
  if (holds(check)) return `   ${paint.green("✓")} ${line}`;
  const [expected, received] = [JSON.stringify(check.expected), JSON.stringify(check.received)];
  return `   ${paint.red("✗")} ${line}${indented(`expected ${expected}`)}${indented(`received ${received}`)}`;
}

function closing({ ok, steps, seconds }: Played, folder: string, paint: Colors): string {
  const held = steps.filter((step) => step.ok).length;
  const time = `${seconds.toFixed(1)} s`;
  return ok
    ? `\n${paint.green(paint.bold("✓"))} All ${steps.length} steps held, in ${time}. The stack is removed and its servers have ended.\n`
    : `\n${paint.red(paint.bold("✗"))} ${held} of ${steps.length} steps held, in ${time}. The servers have ended; their logs are in ${folder}\n`;
}

function table(runs: readonly Played[], paint: Colors): string {
  const width = Math.max("backend".length, ...runs.map(({ backend }) => backend.length));
  const rows = runs.map(({ backend, steps, ok, seconds }) => {
    const held = `${steps.filter((step) => step.ok).length} of ${steps.length}`;
    const mark = ok ? paint.green("✓") : paint.red("✗");
    return `${mark} ${backend.padEnd(width)}  ${held.padStart(6)}  ${`${seconds.toFixed(1)} s`.padStart(8)}\n`;
  });
  return `\n${paint.bold(`  ${"backend".padEnd(width)}  ${"held".padStart(6)}  ${"time".padStart(8)}`)}\n${rows.join("")}`;
}
