import assert from "node:assert/strict";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { folderWith, runIn } from "./test-support/run-in.ts";

const schema = JSON.parse(readFileSync(new URL("../../schemas/owners.schema.json", import.meta.url), "utf8"));
const hasShape = new Ajv2020({ allErrors: true }).compile(schema);

function parsed(text: string) {
  const value = JSON.parse(text);
  assert.equal(hasShape(value), true, JSON.stringify(hasShape.errors, undefined, 2));
  return value;
}

const MAIN = 'version: 1\norganization: ar\nreviewers: "@ar/platform"\nteams: { include: teams/*.yaml }\n';
const SPLIT = {
  ".git/HEAD": "",
  "topology.yaml": MAIN,
  "topology.policy.yaml": "version: 1\nrules: []\n",
  "teams/crm.yaml": 'crm:\n  reviewers: "@ar/crm"\n  events: { A: { approval: required } }\n',
  "teams/sales.yaml": 'sales:\n  reviewers: ["@ar/sales"]\n  events: { B: {} }\n',
};
const BLOCK = `# BEGIN event-topology by "topology owners --codeowners", from the reviewers in the topology; do not edit
/.github/CODEOWNERS @ar/platform
/teams/crm.yaml @ar/crm
/teams/sales.yaml @ar/sales
/topology.policy.yaml @ar/platform
/topology.yaml @ar/platform
# END event-topology
`;

test("who owns which file, for people and for machines", async (context) => {
  const folder = folderWith(context, SPLIT);
  const { exitCode, stdout, stderr } = await runIn(folder, ["owners"]);
  assert.equal(stderr, "");
  assert.equal(exitCode, 0);
  assert.equal(
    stdout,
    `teams/crm.yaml        crm: @ar/crm
teams/sales.yaml      sales: @ar/sales
topology.policy.yaml  the organization: @ar/platform
topology.yaml         the organization: @ar/platform
`,
  );
  const { files } = parsed((await runIn(folder, ["owners", "--format", "json"])).stdout);
  assert.deepEqual(files[0], { file: "teams/crm.yaml", teams: ["crm"], reviewers: ["@ar/crm"] });
});

test("--codeowners writes the file that GitHub reads, and --check tells when it is stale", async (context) => {
  const folder = folderWith(context, SPLIT);
  const file = join(folder, ".github/CODEOWNERS");
  const missing = await runIn(folder, ["owners", "--check"]);
  assert.equal(missing.exitCode, 1);
  assert.equal(existsSync(file), false);

  const wrote = await runIn(folder, ["owners", "--codeowners"]);
  assert.deepEqual(wrote, { exitCode: 0, stdout: ".github/CODEOWNERS: written, 5 files\n", stderr: "" });
  assert.equal(readFileSync(file, "utf8"), BLOCK);
  const current = await runIn(folder, ["owners", "--check"]);
  assert.deepEqual(current, { exitCode: 0, stdout: ".github/CODEOWNERS: up to date, 5 files\n", stderr: "" });

  writeFileSync(file, `* @ar/all\n${BLOCK}/teams/ @ar/leads\n`);
  assert.equal((await runIn(folder, ["owners", "--check"])).exitCode, 0);
  writeFileSync(join(folder, "teams/sales.yaml"), 'sales:\n  reviewers: ["@ar/sell"]\n  events: { B: {} }\n');
  const stale = await runIn(folder, ["owners", "--codeowners", "--check"]);
  assert.equal(
    stale.stderr,
    `error: .github/CODEOWNERS is stale
  - /teams/sales.yaml @ar/sales
  + /teams/sales.yaml @ar/sell
help: run topology owners --codeowners and commit the file
`,
  );
  assert.equal(stale.exitCode, 1);
  const { codeowners } = parsed((await runIn(folder, ["owners", "--check", "--format", "json"])).stdout);
  assert.deepEqual(codeowners, {
    path: ".github/CODEOWNERS",
    state: "stale",
    missing: ["/teams/sales.yaml @ar/sell"],
    surplus: ["/teams/sales.yaml @ar/sales"],
  });
  assert.ok(readFileSync(file, "utf8").includes("@ar/sales"), "--check has written");
  await runIn(folder, ["owners", "--codeowners"]);
  assert.equal(readFileSync(file, "utf8"), `* @ar/all\n${BLOCK.replace("@ar/sales", "@ar/sell")}/teams/ @ar/leads\n`);
});

test("patterns start at the root of the repository, wherever the topology is", async (context) => {
  const below = Object.fromEntries(Object.entries(SPLIT).map(([name, text]) => [`events/${name}`, text]));
  const { "events/.git/HEAD": _, ...files } = below;
  const folder = folderWith(context, { ".git/HEAD": "", "docs/CODEOWNERS": "* @ar/all\n", ...files });
  const cwd = join(folder, "events");
  assert.equal((await runIn(cwd, ["owners", "--codeowners"])).stdout, "../docs/CODEOWNERS: written, 5 files\n");
  const text = readFileSync(join(folder, "docs/CODEOWNERS"), "utf8");
  assert.match(
    text,
    /^\* @ar\/all\n# BEGIN .*\n\/docs\/CODEOWNERS @ar\/platform\n\/events\/teams\/crm\.yaml @ar\/crm\n/,
  );
  assert.equal(existsSync(join(folder, ".github")), false);
  const given = await runIn(cwd, ["owners", "--codeowners", "CODEOWNERS"]);
  assert.equal(given.exitCode, 0);
  assert.match(readFileSync(join(cwd, "CODEOWNERS"), "utf8"), /\n\/teams\/crm\.yaml @ar\/crm\n/);
});

test("what cannot be written safely is refused, and nothing is touched", async (context) => {
  for (const [path, files, error] of [
    ["CODEOWNERS", {}, /^CODEOWNERS:1:1 error codeowners-unreadable CODEOWNERS is a symbolic link/],
    ["teams", {}, /error codeowners-unreadable teams cannot be read as a file/],
    ["sub/CODEOWNERS", { "sub/x": "" }, /error outside-repository .* is not below the folder/],
    ["docs/CODEOWNERS", { "docs/CODEOWNERS": new Uint8Array([0xff]) }, /CODEOWNERS is not UTF-8/],
    [".github/CODEOWNERS", { ".github/CODEOWNERS": "* @a\n# END event-topology\n" }, /:2:1 error codeowners-block/],
  ] as const) {
    const folder = folderWith(context, { ...SPLIT, ...files, target: "keep" });
    symlinkSync("target", join(folder, "CODEOWNERS"));
    const { exitCode, stdout, stderr } = await runIn(folder, ["owners", "--codeowners", path]);
    assert.match(stderr, error);
    assert.equal(stdout, "");
    assert.equal(exitCode, 1);
    assert.equal(readFileSync(join(folder, "target"), "utf8"), "keep");
  }
});

test("a team without reviewers is told; where nobody is named nothing is written", async (context) => {
  const folder = folderWith(context, { ...SPLIT, "teams/sales.yaml": "sales: { events: { B: {} } }\n" });
  const { exitCode, stderr } = await runIn(folder, ["owners", "--codeowners"]);
  assert.match(stderr, /^teams\/sales\.yaml:1:1 warning no-reviewers the team sales has no reviewers; add some\n/);
  assert.equal(exitCode, 0);
  assert.doesNotMatch(readFileSync(join(folder, ".github/CODEOWNERS"), "utf8"), /sales/);

  const nobody = folderWith(context, {
    "topology.yaml": "version: 1\norganization: ar\nteams: { crm: { events: { A: {} } } }",
  });
  const outcome = await runIn(nobody, ["owners", "--codeowners"]);
  assert.match(outcome.stderr, /error no-reviewers no reviewers are named/);
  assert.equal(outcome.exitCode, 1);
  assert.equal(existsSync(join(nobody, ".github")), false);
});

test("who must approve a change from one folder to another", async (context) => {
  const after = { ...SPLIT, "teams/sales.yaml": `${SPLIT["teams/sales.yaml"]}  subscriptions: [A]\n` };
  const named = (side: string, files: Readonly<Record<string, string>>) =>
    Object.entries(files).map(([name, text]) => [`${side}/${name}`, text]);
  const folder = folderWith(context, Object.fromEntries([...named("old", SPLIT), ...named("new", after)]));
  const { exitCode, stdout, stderr } = await runIn(folder, ["owners", "old", "new"]);
  assert.equal(
    stdout,
    `crm: @ar/crm
  new subscriber: sales subscribes to A, which asks for approval
sales: @ar/sales
  edited: subscription:sales/A
2 approvals
`,
  );
  assert.equal(stderr, "");
  assert.equal(exitCode, 0);
  const { approvals } = parsed((await runIn(folder, ["owners", "old", "new", "--format", "json"])).stdout);
  assert.deepEqual(approvals[0], {
    team: "crm",
    reviewers: ["@ar/crm"],
    reasons: [{ kind: "new-subscriber", event: "A", subscriber: "sales" }],
  });
  assert.match((await runIn(folder, ["owners", "new", "new"])).stdout, /^nobody has to approve/);
});

test("a head with errors is compared as far as it goes, and fails", async (context) => {
  const good = "version: 1\norganization: ar\nteams:\n  crm: { events: { A: {} } }\n  sales: { subscriptions: [A] }\n";
  const folder = folderWith(context, {
    "good.yaml": good,
    "bad.yaml": good.replace("A: {}", "A: { description: d }").replace("[A]", "[A, Bee]"),
  });
  const { exitCode, stdout, stderr } = await runIn(folder, ["owners", "good.yaml", "bad.yaml"]);
  assert.match(stdout, /^crm: nobody is named.*\n {2}edited: topic:A\n/);
  assert.match(stderr, /bad\.yaml has 1 error; only what could be read is compared/);
  assert.equal(exitCode, 1);
});

test("wrong use is told", async (context) => {
  const folder = folderWith(context, SPLIT);
  for (const argv of [["a", "b", "--check"], ["--merge-base"], ["--format", "markdown"], ["a", "b", "c"]])
    assert.equal((await runIn(folder, ["owners", ...argv])).exitCode, 2, argv.join(" "));
});

test("hostile names stay on their line and off the terminal's controls", async (context) => {
  const folder = folderWith(context, {
    ...SPLIT,
    "teams/a\u001b[31m\n* @mallory\u202e.yaml": 'evil: { reviewers: "@e", events: { X: {} } }\n',
  });
  const { stdout } = await runIn(folder, ["owners"]);
  assert.doesNotMatch(stdout, /[^\P{C}\n]|\n\* @mallory/u);
  await runIn(folder, ["owners", "--codeowners"]);
  const text = readFileSync(join(folder, ".github/CODEOWNERS"), "utf8");
  assert.doesNotMatch(text, /[^\P{C}\n]|^\*/mu);
  assert.match(text, /\n\/teams\/a\?\?31m\?\?\?@mallory\?\.yaml @e\n/);
  for (const reviewers of ["@a @b", "@a\\n* @b", "a b", "@", "#x", "@a#b", "!a@b.c"]) {
    const bad = folderWith(context, {
      "topology.yaml": `version: 1\norganization: ar\nteams: { crm: { reviewers: "${reviewers}", events: { A: {} } } }\n`,
    });
    const { exitCode, stderr } = await runIn(bad, ["owners", "--codeowners"]);
    assert.match(stderr, /error wrong-value .* is not a reviewer/, reviewers);
    assert.equal(exitCode, 1);
  }
});
