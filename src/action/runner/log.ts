import { randomUUID } from "node:crypto";
import type { Output } from "../../cli/context.ts";
import { printable, printableSentence } from "../../report/printable.ts";
import { workflowCommand } from "../../report/workflow-command.ts";

/** What the step says: annotations by workflow commands, and text that is nothing but text. */
export interface Log {
  error(message: string): void;
  warning(message: string): void;
  notice(message: string): void;
  /** Lines that were made by `workflowCommand`. */
  commands(lines: readonly string[]): void;
  /** Any text, folded below a title. */
  group(title: string, text: string): void;
}

/**
 * The runner looks for commands in every line of the log, in the older form `##[name]` even in the middle of one. So text
 * is printed only while it is told to stop looking (workflow command `stop-commands`), until a token that nobody can know.
 */
export function logTo(output: Output): Log {
  const command = (name: string, message: string) => {
    output.write(`${workflowCommand(name, {}, printableSentence(message))}\n`);
  };
  return {
    error: (message) => command("error", message),
    warning: (message) => command("warning", message),
    notice: (message) => command("notice", message),
    commands: (lines) => {
      for (const line of lines) output.write(`${line}\n`);
    },
    group: (title, text) => {
      const token = randomUUID();
      const lines = text
        .trimEnd()
        .split(/\r\n|[\r\n]/)
        .map(printable);
      command("group", title);
      output.write(`::stop-commands::${token}\n${lines.map((line) => `${line}\n`).join("")}::${token}::\n`);
      output.write("::endgroup::\n");
    },
  };
}
