/** What an editor makes of the schema: the real language server of VS Code's YAML extension, on files as users write them. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { type LanguageServer, type Marked, startLanguageServer } from "./test-support/language-server.ts";
import { topologySchema } from "./topology-schema.ts";

const root = join(import.meta.dirname, "../..");
const CURSOR = "▮";
const TOPOLOGY = "# yaml-language-server: $schema=./schemas/topology.schema.json\nversion: 1\norganization: ar\n";
const TEAM_FILE = "# yaml-language-server: $schema=../schemas/team-file.schema.json\n";

let folder: string;
let server: LanguageServer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "topology-editor-"));
  await cp(join(root, "schemas"), join(folder, "schemas"), { recursive: true });
  server = await startLanguageServer(folder);
});
after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

let opened = 0;

/** Opens a text as a file of its own: topologies in the folder of `schemas`, team files in one beside it. */
async function open(text: string) {
  const file = join(folder, text.startsWith(TEAM_FILE) ? "teams" : "", `${++opened}.yaml`);
  const lines = text.split(CURSOR)[0]?.split("\n") ?? [];
  const cursor = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  return { file, cursor, problems: await server.open(file, text.replace(CURSOR, "")) };
}

/** What would be written, by what the list shows. */
async function completions(text: string): Promise<Readonly<Record<string, string>>> {
  const { file, cursor } = await open(text);
  const { items } = (await server.request("textDocument/completion", file, cursor)) as {
    readonly items: readonly { readonly label: string; readonly insertText: string }[];
  };
  return Object.fromEntries(items.map(({ label, insertText }) => [label, insertText]));
}

/** As a reader sees it: without the backslashes of Markdown. */
async function hover(text: string): Promise<string> {
  const { file, cursor } = await open(text);
  const shown = (await server.request("textDocument/hover", file, cursor)) as {
    readonly contents: { readonly value: string };
  } | null;
  return shown?.contents.value.replace(/\\(.)/g, "$1") ?? "";
}

function schemaOf(definition: string): {
  readonly properties: Readonly<Record<string, { readonly description: string }>>;
} {
  const { $defs } = topologySchema as { readonly $defs: Readonly<Record<string, ReturnType<typeof schemaOf>>> };
  const found = $defs[definition];
  assert.ok(found, definition);
  return found;
}

function keysOf(definition: string, ...without: readonly string[]): readonly string[] {
  return Object.keys(schemaOf(definition).properties)
    .filter((key) => !without.includes(key))
    .sort();
}

const CRM = { topology: `${TOPOLOGY}teams:\n  crm:\n    `, "team file": `${TEAM_FILE}crm:\n    ` };

for (const [kind, crm] of Object.entries(CRM)) {
  test(`${kind}: the keys of a team, an event, a subscription`, async () => {
    const keys = async (text: string) => Object.keys(await completions(`${crm}${text}\n`)).sort();
    assert.deepEqual(await keys(CURSOR), keysOf("team"));
    assert.deepEqual(await keys(`events:\n      A:\n        ${CURSOR}`), keysOf("event"));
    assert.deepEqual(await keys(`subscriptions:\n      - ${CURSOR}`), keysOf("subscriptionOptions"));
    assert.deepEqual(
      await keys(`subscriptions:\n      - event: A\n        ${CURSOR}`),
      keysOf("subscriptionOptions", "event"),
    );
    assert.deepEqual(
      await keys(`subscriptions:\n      - queue: q\n        events: [A]\n        deadLetter:\n          ${CURSOR}`),
      ["maxDeliveryAttempts"],
    );
  });

  test(`${kind}: known values`, async () => {
    assert.deepEqual(await completions(`${crm}events:\n      A:\n        visibility: ${CURSOR}\n`), {
      public: "public",
      restricted: "restricted",
    });
    const options = `${crm}subscriptions:\n      - event: A\n        `;
    assert.equal((await completions(`${options}ackDeadline: ${CURSOR}\n`))["30s"], "30s");
    assert.equal((await completions(`${options}retention: ${CURSOR}\n`))["7d"], "7d");
    assert.equal((await completions(`${options}deadLetter:\n          maxDeliveryAttempts: ${CURSOR}\n`))["5"], "5");
  });

  test(`${kind}: resting on a key shows its description`, async () => {
    const inTeam = await hover(`${crm}sub${CURSOR}scriptions: [A]\n`);
    assert.ok(inTeam.includes(schemaOf("team").properties["subscriptions"]?.description ?? "?"), inTeam);
    const inEvent = await hover(`${crm}events:\n      A: { vis${CURSOR}ibility: public }\n`);
    assert.ok(inEvent.includes(schemaOf("event").properties["visibility"]?.description ?? "?"), inEvent);
    const inOptions = await hover(`${crm}subscriptions:\n      - { queue: q, ev${CURSOR}ents: [A] }\n`);
    assert.ok(inOptions.includes(schemaOf("subscriptionOptions").properties["events"]?.description ?? "?"), inOptions);
  });

  test(`${kind}: mistakes are marked`, async () => {
    const marked = async (text: string) => (await open(`${crm}${text}`)).problems.map(told(text));
    assert.deepEqual(await marked("subscriptions: [A]\n"), []);
    assert.deepEqual(await marked("subscribtions: [A]\n"), ["subscribtions: Property subscribtions is not allowed."]);
    assert.deepEqual(await marked("subscriptions: [{ event: A, filtre: {} }]\n"), [
      "filtre: Property filtre is not allowed.",
    ]);
    assert.deepEqual(await marked("subscriptions: [{ event: A, retention: 5 }]\n"), [
      '5: Incorrect type. Expected "string".',
    ]);
    assert.deepEqual(await marked("events: { A: { visibility: privat } }\n"), [
      'privat: Value is not accepted. Valid values: "public", "restricted".',
    ]);
  });
}

/** `the marked text: what is said of it`. */
function told(text: string): (marked: Marked) => string {
  return ({ message, range: { start, end } }) => {
    const line = `    ${text}`.split("\n")[0] ?? "";
    return `${line.slice(start.character, end.character)}: ${message}`;
  };
}

test("the keys at the top, and a start for an empty file", async () => {
  const properties = topologySchema["properties"] as object;
  const offered = await completions(`# yaml-language-server: $schema=./schemas/topology.schema.json\n${CURSOR}\n`);
  for (const key of Object.keys(properties)) assert.ok(key in offered, key);
  assert.equal(offered["version"], "version: 1");
  assert.match(offered["topology.yaml"] ?? "", /^version: 1\norganization: .*\nteams:/);
  assert.ok("include" in (await completions(`${TOPOLOGY}teams:\n  ${CURSOR}\n`)));
});

test("without the first line the editor knows nothing: it is what does it", async () => {
  assert.deepEqual(await completions(`teams:\n  crm:\n    ${CURSOR}\n`), {});
  assert.deepEqual((await open("teams: { crm: { subscribtions: [] } }\n")).problems, []);
});

test("nothing is marked in the files of the repository", async () => {
  const teams = ["prisons", "probation"].map((team) => `docs/examples/split/teams/${team}.yaml`);
  for (const file of [
    "topology.yaml",
    "docs/examples/filters/topology.yaml",
    "docs/examples/split/topology.yaml",
    ...teams,
  ]) {
    const text = await readFile(join(root, file), "utf8");
    assert.match(text, /^# yaml-language-server: \$schema=\S+\.schema\.json\n/, file);
    assert.deepEqual(await server.open(join(root, file), text), [], file);
    const wrong = await server.open(join(root, `${file}.wrong.yaml`), `${text}\nunknown key: [1]\n`);
    assert.ok(wrong.length > 0, `${file}: its first line leads to no schema`);
  }
});
