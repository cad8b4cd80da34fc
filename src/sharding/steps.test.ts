import assert from "node:assert/strict";
import { test } from "node:test";
import type { CloudResource } from "../backends/cloud-resource.ts";
import { workOf } from "./change.ts";
import { ShardCycle } from "./cycle.ts";
import { asDeployed, type DeployedShard, nothingDeployed } from "./deployed-shard.ts";
import { divide, shardOf } from "./partition.ts";
import type { Shard } from "./shard.ts";
import { stepsOf } from "./steps.ts";

const TEAMS = ["a", "b", "c"].map((name) => ({ name, key: name }));

/** `a:queue < topic` is the resource `queue` of team a, which depends on `topic`; `!` changes a property. */
function shardsOf(...said: readonly string[]): readonly Shard[] {
  const resources = said.map((text): CloudResource => {
    const [own = "", after = ""] = text.split(" < ");
    const [team = "", id = ""] = own.split(":");
    const dependsOn = after.split(" ").filter((one) => one !== "");
    const name = id.replace("!", "");
    const more = { type: "x:y:Z", provider: "p", holdsMessages: false };
    return { ...more, id: name, name, team, dependsOn, properties: { changed: id.endsWith("!") } };
  });
  return [...divide("prod", "team", TEAMS, resources)].map(([stack, own]) => shardOf(stack, own));
}

/** The runs as `stack targets after runs`. */
function runs(after: readonly Shard[], before: readonly Shard[] = []): readonly string[] {
  const stacks = [...new Set([...after, ...before].map(({ stack }) => stack))].sort();
  const works = stacks.map((stack) => {
    const was = before.find((one) => one.stack === stack);
    const deployed: DeployedShard = was === undefined ? nothingDeployed(stack) : asDeployed(was, JSON.stringify(was));
    const shard = after.find((one) => one.stack === stack);
    return workOf(shard, deployed, shard && JSON.stringify(shard));
  });
  return stepsOf(works).map(({ id, targets, needs }) => {
    const first = targets === undefined ? "" : ` [${targets.join(" ")}]`;
    const then = needs.map(({ step, changes }) => `${step}${changes.length === 0 ? "" : ` (${changes.join(" ")})`}`);
    return `${id}${first}${then.length === 0 ? "" : ` after ${then.join(", ")}`}`;
  });
}

test("who needs nothing of others is done in one run, and the others after it", () => {
  assert.deepEqual(runs(shardsOf("a:topic", "a:other", "b:queue < topic")), ["prod.a", "prod.b after prod.a (topic)"]);
});

test("stacks that need each other make first what the other waits for, with what that needs", () => {
  assert.deepEqual(runs(shardsOf("a:ta < key", "a:key", "a:qa < tb", "b:tb", "b:qb < ta")), [
    "prod.a (1) [key ta]",
    "prod.b (1) [tb]",
    "prod.a after prod.a (1), prod.b (1) (tb)",
    "prod.b after prod.b (1), prod.a (1) (ta)",
  ]);
});

test("what others wait for can itself wait for others", () => {
  assert.deepEqual(
    runs(shardsOf("a:ta", "a:qa < tb", "b:tb", "b:qb < grant", ":grant < ta")),
    [
      "prod._shared (2) [grant] after prod.a (1) (ta)",
      "prod.a (1) [ta]",
      "prod.b (1) [tb]",
      "prod._shared after prod._shared (2), prod.a (1) (ta)",
      "prod.a after prod.a (1), prod.b (1) (tb)",
      "prod.b after prod.b (1), prod._shared (2) (grant)",
    ].sort((x, y) => order(x) - order(y)),
  );
});

/** First runs by level, then the full ones, each by stack. */
function order(run: string): number {
  const level = /^\S+ \((\d)\) \[/.exec(run)?.[1];
  return level === undefined ? 9 : Number(level);
}

test("what is there already is not waited for", () => {
  const before = shardsOf("a:ta", "b:tb", "b:qb < ta");
  assert.deepEqual(runs(shardsOf("a:ta", "a:qa < tb", "b:tb", "b:qb < ta"), before), ["prod.a"]);
});

test("a policy that has to be changed first is waited for, though it is there", () => {
  const before = shardsOf("a:topic", "a:policy < topic");
  assert.deepEqual(runs(shardsOf("a:topic", "a:policy! < topic", "b:queue < policy"), before), [
    "prod.a",
    "prod.b after prod.a (policy)",
  ]);
});

test("an owner's removal comes after its subscribers', also when both remove", () => {
  const before = shardsOf("a:ta", "a:qa < tb", "b:tb", "b:qb < ta");
  assert.deepEqual(runs([], before), [
    "prod.a (1) [qa]",
    "prod.b (1) [qb]",
    "prod.a after prod.a (1), prod.b (1) (qb)",
    "prod.b after prod.b (1), prod.a (1) (qa)",
  ]);
  assert.deepEqual(runs(shardsOf("b:other"), shardsOf("a:ta", "b:other", "b:qb < ta")), [
    "prod.b",
    "prod.a after prod.b (qb)",
  ]);
});

test("resources that wait for each other are named with their path", () => {
  assert.throws(
    () => runs(shardsOf("a:x < y", "b:y < z", "c:z < x")),
    (error) => {
      assert.ok(error instanceof ShardCycle);
      assert.match(error.message, /: (x → y → z → x|y → z → x → y|z → x → y → z)$/);
      return true;
    },
  );
});
