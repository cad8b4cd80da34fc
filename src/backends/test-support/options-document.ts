import type { Backend } from "../backend.ts";
import { OPTIONS, type OptionName, type Support } from "../options.ts";
import type { Quota } from "../quota.ts";

const NAMES = Object.keys(OPTIONS) as OptionName[];

/** docs/backends.md: what each backend does with each option, and the limits it checks. */
export function optionsDocument(backends: readonly Backend[]): string {
  const [ofEvents, ofSubscriptions] = ["event.", "subscription."].map((of) =>
    NAMES.filter((name) => name.startsWith(of)),
  );
  return `${[
    "# What each cloud does",
    "<!-- Made of what the backends say of themselves, by src/backends/options-document.test.ts; UPDATE_GOLDEN=1 writes it anew. -->",
    "✓ works; – is not needed; ✗ is refused before anything is deployed, with the reason and the clouds that can. Each of them is tried by `src/backends/options.contract.test.ts`.",
    "## Events",
    glance(ofEvents ?? [], backends),
    "## Subscriptions",
    glance(ofSubscriptions ?? [], backends),
    "## How",
    ...NAMES.map((name) => how(name, backends)),
    "## What the stack says",
    "Beside the options of a topology, which is the same everywhere, each cloud has settings of the place where it runs: in the stack file under `event-topology:KEY` for all teams, and under `event-topology:teams.TEAM.KEY` for one.",
    ...backends.flatMap(({ name, placeKey, placeSchema }) => [
      `### ${name}: \`${placeKey}\``,
      settings(placeSchema).join("\n"),
    ]),
    "## Limits",
    `\`topology validate --stack NAME --quotas\` shows how much of each a topology needs. Those that can be raised are raised by the vendor; then the stack file says so under \`event-topology:quotas\`.`,
    ...backends.flatMap(({ name, quotas }) => [`### ${name}`, limits(quotas)]),
  ].join("\n\n")}\n`;
}

function glance(names: readonly OptionName[], backends: readonly Backend[]): string {
  return table(
    ["", ...backends.map(({ name }) => name)],
    names.map((name) => [`\`${OPTIONS[name].key}\``, ...backends.map(({ options }) => sign(options[name]))]),
  );
}

function how(name: OptionName, backends: readonly Backend[]): string {
  const [of = ""] = name.split(".");
  const lines = backends.map((backend) => {
    const support = backend.options[name];
    const [text = ""] = Object.values(support);
    return `- ${sign(support)} **${backend.name}**: ${text}`;
  });
  return `### ${of}: \`${OPTIONS[name].key}\`\n\n${lines.join("\n")}`;
}

/** One line for each setting; those of a setting for each queue, below it. */
function settings(schema: object, indent = ""): readonly string[] {
  const { properties = {}, additionalProperties } = schema as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly additionalProperties?: unknown;
  };
  const own = Object.entries(properties).flatMap(([key, inner]) => [
    `${indent}- \`${key}\`: ${inner.description}`,
    ...settings(inner, `${indent}  `),
  ]);
  return typeof additionalProperties === "object" && additionalProperties !== null
    ? [...own, ...settings(additionalProperties, indent)]
    : own;
}

function limits(quotas: readonly Quota[]): string {
  return table(
    ["key", "what", "limit", "can be raised", "source"],
    [...quotas]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, what, limit, adjustable, source }) => [
        `\`${key}\``,
        what,
        limit === undefined ? "none" : limit.toLocaleString("en-US"),
        adjustable ? "yes" : "no",
        source,
      ]),
  );
}

function sign(support: Support): string {
  if ("works" in support) return "✓";
  return "refused" in support ? "✗" : "–";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
