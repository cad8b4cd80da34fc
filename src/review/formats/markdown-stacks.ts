import type { ResourceChange, StackChange } from "../review.ts";
import { ACTION_WORDS, actionCounts, moreOf, typeCounts } from "./counts.ts";
import { code, htmlCode, htmlText } from "./markdown-code.ts";
import { problemText, sentence } from "./markdown-sentence.ts";

const MOST_STACKS = 8;
const MOST_PROBLEMS = 3;
const MOST_GROUPS = 12;
/** Of those that hold messages; of others so few are named, and more are counted. */
const MOST_NAMED = 8;
const MOST_OTHERS = 4;
/** In characters, of all of them together. */
const LONGEST_NAMES = 250;

/** What happens in the cloud, one fold for each stack: what holds messages is named, the rest is named or counted. */
export function stacksSection(stacks: readonly StackChange[]): string {
  if (stacks.length === 0) return "";
  const quiet = stacks.filter(({ resources, problems }) => resources.length + problems.length === 0);
  const failed = stacks.filter(({ compared, problems }) => !compared && problems.length > 0);
  const telling = stacks.filter((stack) => !quiet.includes(stack) && !failed.includes(stack));
  const more = telling.length - MOST_STACKS;
  const parts = [
    "### In the cloud\n\n",
    failedLines(failed),
    ...telling.slice(0, MOST_STACKS).map(stackFold),
    more > 0 ? `${moreOf(more, "stack")}, left out here.\n\n` : "",
    quiet.length === 0 ? "" : `Nothing changes on ${namesOf(quiet)}.\n\n`,
  ];
  return parts.join("");
}

/** The same with one line for each stack, where there is room for no more. */
export function stackCounts(stacks: readonly StackChange[]): string {
  if (stacks.length === 0) return "";
  const lines = stacks.slice(0, MOST_STACKS).map(({ stack, compared, resources }) => {
    return `- ${code(stack)}: ${compared ? actionCounts(resources) : "not compared"}\n`;
  });
  const more = stacks.length - MOST_STACKS;
  return `### In the cloud\n\n${lines.join("")}${more > 0 ? `- ${moreOf(more, "stack")}\n` : ""}\n`;
}

function namesOf(stacks: readonly StackChange[]): string {
  const names = stacks.slice(0, MOST_STACKS).map(({ stack }) => code(stack));
  return `${names.join(", ")}${stacks.length > MOST_STACKS ? ` and ${moreOf(stacks.length - MOST_STACKS, "stack")}` : ""}`;
}

/** Stacks that cannot be compared for the same reasons are told together. */
function failedLines(stacks: readonly StackChange[]): string {
  const groups = new Map<string, StackChange[]>();
  for (const stack of stacks) {
    const key = JSON.stringify(stack.problems);
    groups.set(key, [...(groups.get(key) ?? []), stack]);
  }
  const lines = [...groups.values()].slice(0, MOST_STACKS).map((group) => {
    return `❌ Not compared on ${namesOf(group)}:\n\n${problemLines(group[0]?.problems ?? [])}\n`;
  });
  return lines.join("");
}

function problemLines(problems: readonly string[]): string {
  const more = problems.length - MOST_PROBLEMS;
  const lines = problems.slice(0, MOST_PROBLEMS).map((problem) => `- ${problemText(problem)}\n`);
  return `${lines.join("")}${more > 0 ? `- ${moreOf(more, "problem")}\n` : ""}`;
}

function stackFold({ stack, backend, problems, resources }: StackChange): string {
  const isStopped = problems.length > 0;
  const title = `${isStopped ? "❌ " : ""}${htmlCode(stack)}${backend === "" ? "" : ` on ${htmlText(backend)}`}: ${actionCounts(resources)}`;
  const why = isStopped ? `It cannot be deployed as it is:\n\n${problemLines(problems)}\n` : "";
  return `<details><summary>${title}</summary>\n\n${why}${resourceLines(resources)}\n</details>\n\n`;
}

/** Resources to which the same happens for the same reason stand together; what costs messages comes first. */
function resourceLines(resources: readonly ResourceChange[]): string {
  const groups = new Map<string, ResourceChange[]>();
  for (const one of resources) {
    const key = `${isLoss(one)} ${one.action} ${one.action === "update" ? one.properties.join() : one.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  // They come by action; a stable sort keeps that.
  const sorted = [...groups.values()].sort(([a], [b]) => Number(isLoss(b)) - Number(isLoss(a)));
  const left = sorted.slice(MOST_GROUPS).reduce((sum, group) => sum + group.length, 0);
  const lines = sorted.slice(0, MOST_GROUPS).map(groupLine);
  return `${lines.join("")}${left > 0 ? `- ${moreOf(left, "resource")}\n` : ""}`;
}

function isLoss(resource: ResourceChange | undefined): boolean {
  return resource?.holdsMessages === true && (resource.action === "replace" || resource.action === "delete");
}

function groupLine(group: readonly ResourceChange[]): string {
  const [first] = group;
  if (first === undefined) return "";
  const word = `**${ACTION_WORDS[first.action]}**`;
  if (first.action === "create") return `- ${word}: ${sentence(typeCounts(group), [])}\n`;
  if (first.action === "update")
    return `- ${word} (${first.properties.map((one) => code(one)).join(", ")}): ${resourceNames(group)}\n`;
  return `- ${word}: ${resourceNames(group)}\n  ${sentence(first.reason, [])}\n`;
}

function resourceNames(group: readonly ResourceChange[]): string {
  const isLosing = isLoss(group[0]);
  const shown = group.slice(0, MOST_NAMED).map(({ id }) => code(id));
  if (!isLosing && (group.length > MOST_OTHERS || shown.join().length > LONGEST_NAMES))
    return sentence(typeCounts(group), []);
  return `${shown.join(", ")}${group.length > MOST_NAMED ? ` and ${moreOf(group.length - MOST_NAMED, "resource")}` : ""}`;
}
