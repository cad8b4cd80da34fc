import { posix, resolve } from "node:path";
import { gitFiles } from "../cli/git-files.ts";
import { WrongUse } from "../cli/wrong-use.ts";
import { EnvironmentError } from "../local/environment-error.ts";
import { printableJson } from "../report/printable.ts";
import { count } from "../report/summary.ts";
import { annotations } from "./annotations.ts";
import { baseCommitOf } from "./base-commit.ts";
import { chosenStacks } from "./chosen-stacks.ts";
import { type Git, gitIn } from "./git.ts";
import { headCommitOf } from "./head-commit.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { findProblems } from "./problems.ts";
import { reportComment } from "./report-comment.ts";
import { reportMarkdown } from "./report-markdown.ts";
import { reviewSince } from "./review-since.ts";
import type { ActionContext, StepExitCode } from "./runner/action-context.ts";
import { type Log, logTo } from "./runner/log.ts";
import { setOutputs } from "./runner/outputs.ts";
import { readEvent } from "./runner/read-event.ts";
import { writeReportFiles } from "./runner/report-files.ts";
import { writeStepSummary } from "./runner/step-summary.ts";
import { type Trigger, triggerOf } from "./trigger.ts";
import { failureOf, tallyOf } from "./verdict.ts";

/**
 * The GitHub Action: finds the topology's problems, reviews its change, and tells both as annotations, step summary,
 * comment and outputs. What is wrong with the topology, the workflow or the checkout fails the step with a message; that
 * the comment cannot be written does not. A bug of ours is thrown.
 */
export async function runAction({ env, stdout }: ActionContext): Promise<StepExitCode> {
  const log = logTo(stdout);
  try {
    const inputs = readInputs(env);
    const trigger = triggerOf(env["GITHUB_EVENT_NAME"] ?? "", await readEvent(env["GITHUB_EVENT_PATH"]));
    const folder = resolve(env["GITHUB_WORKSPACE"] ?? ".", inputs.workingDirectory);
    const failure = await review({ inputs, trigger, folder, git: gitIn(folder), env, log });
    if (failure === undefined) return 0;
    log.error(failure);
  } catch (error) {
    if (!(error instanceof EnvironmentError) && !(error instanceof WrongUse)) throw error;
    log.error(error instanceof EnvironmentError ? `${error.message}; ${error.remedy}` : error.message);
  }
  return 1;
}

interface Step {
  readonly inputs: Inputs;
  readonly trigger: Trigger;
  /** Where all paths start. */
  readonly folder: string;
  readonly git: Git;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** Gives the reason why the step fails, undefined when it does not. */
async function review(step: Step): Promise<string | undefined> {
  const { inputs, trigger, folder, git, env, log } = step;
  const filesOf = async (commit: string) => ({ commit, files: await gitFiles(folder, commit) });
  const head = await filesOf(await headCommitOf(inputs.head, git));
  const base = await baseCommitOf(trigger, head.commit, inputs.base, git);
  const stacks = await chosenStacks(inputs, head.files);
  const problems = await findProblems(inputs.file, stacks, head.files);
  const change =
    base.kind === "commit" ? await reviewSince(await filesOf(base.commit), head, inputs.file, stacks) : undefined;
  const changes = change?.review.changes ?? [];
  const tally = tallyOf(
    problems.diagnostics,
    changes.map(({ severity }) => severity),
  );
  const markdown = reportMarkdown({
    diagnostics: problems.diagnostics,
    approvals: change?.approvals ?? [],
    review: change?.markdown,
    reason: base.kind === "commit" ? undefined : base.reason,
  });

  if (base.kind === "commit") for (const warning of base.warnings) log.warning(warning);
  log.group("Review", `${problems.text}${change?.text ?? ""}` || markdown);
  const { commands, leftOut } = annotations(problems.diagnostics, changes, await git.prefix());
  log.commands(commands);
  if (leftOut > 0) log.notice(`${count(leftOut, "more annotation")} than GitHub shows; the step summary has all`);

  const paths = await writeReportFiles(env["RUNNER_TEMP"], {
    "problems.json": problems.json,
    "review.md": markdown,
    ...(change && {
      "review.json": change.json,
      "approvals.json": printableJson({ version: 1, approvals: change.approvals }),
    }),
  });
  await writeStepSummary(env["GITHUB_STEP_SUMMARY"], markdown);
  const isEmpty = problems.diagnostics.length === 0 && changes.length === 0;
  const commentUrl = await comment(step, markdown, isEmpty);
  await setOutputs(env["GITHUB_OUTPUT"], {
    ...tally,
    base: base.kind === "commit" ? base.commit : "",
    report: paths["review.json"] ?? "",
    approvals: paths["approvals.json"] ?? "",
    problems: paths["problems.json"] ?? "",
    markdown: paths["review.md"] ?? "",
    "comment-url": commentUrl ?? "",
  });
  return base.kind === "missing" ? base.reason : failureOf(tally, inputs.failOn);
}

async function comment({ inputs, trigger, env, log }: Step, markdown: string, isEmpty: boolean) {
  if (!inputs.comment || trigger.kind !== "pull-request") return undefined;
  return reportComment(
    {
      place: { url: env["GITHUB_API_URL"] || "https://api.github.com", token: inputs.token },
      repository: env["GITHUB_REPOSITORY"] ?? "",
      trigger,
      subject: posix.join(inputs.workingDirectory, inputs.file),
      markdown,
      isEmpty,
    },
    log,
  );
}
