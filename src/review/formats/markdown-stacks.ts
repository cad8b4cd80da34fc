import type { ResourceChange, StackChange } from "../review.ts";
import { ACTION_WORDS, actionCounts, moreOf, typeCounts } from "./counts.ts";
import { code, htmlCode } from "./markdown-code.ts";
import { escaped } from "./markdown-sentence.ts";

const MOST_STACKS = 8;
const MOST_PROBLEMS = 3;
const MOST_RESOURCES = 12;

/** What happens in the cloud, one fold for each stack: all that is replaced or deleted is named, the rest is counted. */
export function stacksSection(stacks: readonly StackChange[]): string {
  if (stacks.length === 0) return "";
  const shown = stacks.slice(0, MOST_STACKS).map(stackFold).join("");
  const more = stacks.length - MOST_STACKS;
  return `### In the cloud\n\n${shown}${more > 0 ? `${moreOf(more, "stack")}, left out here.\n\n` : ""}`;
}

function stackFold({ stack, backend, compared, problems, resources }: StackChange): string {
  const title = `${htmlCode(stack)}${backend === "" ? "" : ` on ${escaped(backend)}`}`;
  const head = `${title}: ${compared ? actionCounts(resources) : "not compared"}`;
  if (resources.length + problems.length === 0) return `- ${head}\n\n`;
  const more = problems.length - MOST_PROBLEMS;
  return fold(head, [
    ...problems.slice(0, MOST_PROBLEMS).map((problem) => `- ❌ ${code(problem)}\n`),
    ...(more > 0 ? [`- ${moreOf(more, "problem")}\n`] : []),
    ...resourceLines(resources),
  ]);
}

function resourceLines(resources: readonly ResourceChange[]): readonly string[] {
  const named = resources.filter(({ action }) => action !== "create");
  const created = resources.filter(({ action }) => action === "create");
  return [
    ...named.slice(0, MOST_RESOURCES).map(resourceLine),
    ...(named.length > MOST_RESOURCES ? [`- ${moreOf(named.length - MOST_RESOURCES, "resource")} of these\n`] : []),
    ...(created.length > 0 ? [`- created: ${escaped(typeCounts(created))}\n`] : []),
  ];
}

function resourceLine({ action, id, properties, reason }: ResourceChange): string {
  const what = action === "update" ? `: ${properties.map(code).join(", ")}` : `: ${escaped(reason)}`;
  return `- ${ACTION_WORDS[action]} ${code(id)}${what}\n`;
}

function fold(title: string, lines: readonly string[]): string {
  return `<details><summary>${title}</summary>\n\n${lines.join("")}\n</details>\n\n`;
}
