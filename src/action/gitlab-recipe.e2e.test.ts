/** The job of docs/ci.md as GitLab runs it: its script in a shell, with a release of ours where it was cloned to. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { bundle } from "./test-support/bundle.ts";
import { recipe, root } from "./test-support/recipes.ts";
import { repositoryWith } from "./test-support/repository.ts";

const GOOD = "version: 1\norganization: ar\nteams:\n  crm: { events: { A: {} } }\n  sales: { subscriptions: [A] }\n";

test("the job tells the problems in the widget's form, reviews the change and fails on errors only", async (context) => {
  const release = join(await bundle(context), "../..");
  cpSync(join(root, "tools/gitlab-note.mjs"), join(release, "tools/gitlab-note.mjs"));
  cpSync(join(root, "package.json"), join(release, "package.json"));
  const { topology } = parse(recipe(".gitlab-ci.yml"));
  const script: string = topology.script.join("\n").replaceAll("/opt/event-topology", release);

  const repository = repositoryWith(context, { "topology.yaml": GOOD });
  const base = repository.git("rev-parse", "HEAD").trim();
  const job = (topologyText: string, from = base) => {
    repository.commit({ "topology.yaml": topologyText });
    const env = {
      PATH: process.env["PATH"],
      GIT_CONFIG_GLOBAL: "/dev/null",
      CI_MERGE_REQUEST_DIFF_BASE_SHA: from,
      CI_API_V4_URL: "http://127.0.0.1:9/api/v4",
      CI_PROJECT_ID: "1",
      CI_MERGE_REQUEST_IID: "7",
    };
    const done = spawnSync("sh", ["-e", "-c", script], { cwd: repository.folder, env, encoding: "utf8" });
    const read = (file: string) => readFileSync(join(repository.folder, file), "utf8");
    return { exitCode: done.status, output: `${done.stdout}${done.stderr}`, review: read("review.md"), read };
  };

  const good = job(`${GOOD}  loyalty: { subscriptions: [A] }\n`);
  assert.equal(good.exitCode, 0, good.output);
  assert.match(good.review, /`loyalty` subscribes to `A`/);
  assert.match(good.output, /there is no GITLAB_TOKEN/);
  assert.equal(good.read("problems.json"), "[]\n");

  const bad = job(GOOD.replace("[A]", "[AA]"));
  assert.equal(bad.exitCode, 1);
  assert.match(bad.review, /has errors/);
  assert.equal(JSON.parse(bad.read("problems.json"))[0].check_name, "unknown-event");

  const shallow = job(GOOD, "d".repeat(40));
  assert.equal(shallow.exitCode, 1);
  assert.match(shallow.output, /GIT_DEPTH: 0 for GitLab/);
  assert.equal(shallow.review, "");
});
