import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { type FileContent, nodeFiles } from "../../files.ts";
import { orInterrupted } from "../../local/session/leave-nothing-running.ts";
import { Mistake } from "../../local/session/mistake.ts";
import { parseData, publishAs } from "../../local/session/publish.ts";
import { openSession } from "../../local/session/session.ts";
import { printable } from "../../report/printable.ts";
import type { CliContext } from "../context.ts";
import { attempt } from "./attempt.ts";
import { folderOf, type LocalOptions } from "./local-options.ts";

export interface PublishOptions extends LocalOptions {
  readonly data: string;
  readonly attribute?: Readonly<Record<string, string>>;
  readonly number?: Readonly<Record<string, number>>;
  readonly key?: string;
}

/** `topology local publish` */
export function publish(team: string, event: string, options: PublishOptions, context: CliContext): Promise<void> {
  return attempt(context, async () => {
    const session = await openSession(folderOf(options, options.backend, context), options.backend);
    const data = parseData(await readData(options.data, context), options.data === "-" ? "stdin" : options.data);
    const envelope = await publishAs(
      session,
      team,
      event,
      data,
      { ...options.attribute, ...options.number },
      options.key,
    );
    context.stdout.write(`published ${printable(envelope.topic)} as ${session.place.principal(team)}\n`);
  });
}

async function readData(source: string, context: CliContext): Promise<string> {
  if (source === "-") return orInterrupted(context.signal, textOf(process.stdin));
  const content = await nodeFiles(context.cwd).read(resolve(context.cwd, source));
  if (content.kind === "bytes") return new TextDecoder().decode(content.bytes);
  throw new Mistake(`${source} ${whyNot(content)}`);
}

function whyNot(content: Exclude<FileContent, { readonly kind: "bytes" }>): string {
  if (content.kind === "missing") return "does not exist";
  if (content.kind === "not-a-file") return "is not a file";
  if (content.kind === "too-large") return `is too large (${content.bytes} bytes)`;
  return `cannot be read: ${content.reason}`;
}
