/** A workflow command that the runner would act on. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const COMMANDS = [
  "error",
  "warning",
  "notice",
  "debug",
  "group",
  "endgroup",
  "add-mask",
  "add-matcher",
  "remove-matcher",
];
const MORE_COMMANDS = ["echo", "save-state", "set-env", "set-output", "add-path", "stop-commands"];
const KNOWN = new Set([...COMMANDS, ...MORE_COMMANDS]);

/**
 * What the runner of GitHub Actions does with what a step prints (actions/runner, ActionCommand and ActionCommandManager):
 * line by line, `::name key=value,…::message` at the start of a line, else the older `##[name key=value;…]message` anywhere
 * in it; nothing between `stop-commands` and its token.
 */
export function commandsIn(log: string): readonly RunnerCommand[] {
  const commands: RunnerCommand[] = [];
  let token: string | undefined;
  for (const line of log.split(/\r\n|[\r\n]/)) {
    const command = newForm(line, token) ?? oldForm(line, token);
    if (command === undefined) continue;
    if (token !== undefined) {
      if (command.name === token) token = undefined;
    } else if (command.name === "stop-commands") token = command.message;
    else commands.push(command);
  }
  return commands;
}

function newForm(line: string, token: string | undefined): RunnerCommand | undefined {
  const [, head, message = ""] = /^\s*::(.*?)::(.*)$/.exec(line) ?? [];
  return head === undefined ? undefined : command(head, message, ",", token, unescapeNew);
}

function oldForm(line: string, token: string | undefined): RunnerCommand | undefined {
  const [, head, message = ""] = /##\[(.*?)\](.*)$/.exec(line) ?? [];
  return head === undefined ? undefined : command(head, message, ";", token, (text) => text);
}

function command(
  head: string,
  message: string,
  separator: string,
  token: string | undefined,
  decode: (text: string) => string,
): RunnerCommand | undefined {
  const [name = "", ...rest] = head.split(" ");
  if (!KNOWN.has(name.toLowerCase()) && name !== token) return undefined;
  const pairs = rest
    .join(" ")
    .split(separator)
    .filter((pair) => pair.includes("="));
  const properties = pairs.map((pair) => [
    pair.slice(0, pair.indexOf("=")).trim(),
    decode(pair.slice(pair.indexOf("=") + 1)),
  ]);
  return {
    name: name === token ? name : name.toLowerCase(),
    properties: Object.fromEntries(properties),
    message: decode(message),
  };
}

function unescapeNew(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

/** What the runner reads from the file that `GITHUB_OUTPUT` names; it throws where the runner would. */
export function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (line === "") continue;
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined) {
      const equals = line.indexOf("=");
      if (equals < 0) throw new Error(`invalid line in the outputs: ${line}`);
      outputs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const end = lines.indexOf(delimiter ?? "", index + 1);
    if (end < 0) throw new Error(`the delimiter of ${name} is missing`);
    outputs[name] = lines.slice(index + 1, end).join("\n");
    index = end;
  }
  return outputs;
}
