import { printable } from "./printable.ts";

/**
 * One line that the runner of GitHub Actions acts on (GitHub Docs, "Workflow commands for GitHub Actions"). The runner
 * undoes the escapes below and no others, so a name or message cannot end the command or begin another one.
 */
export function workflowCommand(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text
    .split(/\r\n|[\r\n]/)
    .map((line) => printable(line).replaceAll("%", "%25"))
    .join("%0A");
}

function escapeProperty(text: string): string {
  return printable(text).replaceAll("%", "%25").replaceAll(":", "%3A").replaceAll(",", "%2C");
}
