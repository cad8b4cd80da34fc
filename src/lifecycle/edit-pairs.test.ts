/** Every edit from every state to every other: classified before it is deployed, and none that is let through loses a message. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { Backend } from "../backends/backend.ts";
import type { Passage } from "../backends/deployed.ts";
import { FORCE_NEW } from "../backends/force-new.ts";
import { backends } from "../backends/registry.ts";
import { stackSchema } from "../backends/stack-schema.ts";
import { ACCOUNTS } from "../test-support/stack.ts";
import { classify } from "./classify.ts";
import { standingOf } from "./deployed.ts";
import { editOf } from "./edit-of.ts";
import type { Fate } from "./fate.ts";
import { handovers, takenBy } from "./handovers.ts";
import { refuse } from "./refuse.ts";
import { keyOf, type Standing } from "./standing.ts";
import { deployedAs } from "./test-support/deployed-as.ts";
import { FILE_EDITS } from "./test-support/file-edits.ts";
import { lossesOf } from "./test-support/losses.ts";
import { schemaKeys } from "./test-support/schema-keys.ts";
import { stackEdits } from "./test-support/stack-edits.ts";
import { type State, statesOf } from "./test-support/states.ts";

test("every key of the file has an edit", () => {
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../schemas/topology.schema.json"), "utf8"));
  const covered = new Set(FILE_EDITS.flatMap(({ covers }) => covers));
  assert.deepEqual([...covered].sort(), schemaKeys(schema));
});

/**
 * Another cloud and another topology are other stacks (tried below); a project's number changes with the project; what is
 * adopted and transformed is in the plan like any other change; what belongs into which stack is `src/sharding`'s.
 */
const NOT_EDITED = ["backend", "topology", "projectNumber", "adopt", "transforms", "sharding"];

for (const backend of backends)
  describe(`edits on ${backend.name}`, () => {
    const part = backend.deployed;

    test("every key of the stack file has an edit", () => {
      const { properties } = stackSchema(backend) as { readonly properties: Readonly<Record<string, object>> };
      const { [backend.placeKey]: place, ...others } = properties;
      const keys = [...Object.keys(others), ...Object.keys((place as { properties: object }).properties)];
      const covered = new Set(stackEdits(backend).map(({ covers }) => covers));
      assert.deepEqual(
        keys.filter((key) => !covered.has(key) && !NOT_EDITED.includes(key)),
        [],
      );
    });

    for (const accounts of ACCOUNTS)
      test(`every pair of states, accounts ${accounts}: refused if and only if messages would be lost`, async (t) => {
        const states = await statesOf(backend, accounts);
        let refused = 0;
        for (const [from, to] of pairsOf(states)) {
          const losses = lossesOf(from, to);
          const is = isRefused(from.resources, to, backend);
          if (is) refused++;
          assert.equal(is, losses.length > 0, `${from.name} → ${to.name}: ${losses.join(", ") || "nothing is lost"}`);
        }
        t.diagnostic(`${states.length} states, ${states.length ** 2} pairs, ${refused} refused`);
        assert.ok(states.length > 80 && refused > 1000);
      });

    test("what the engine's state tells is enough to refuse the same", async () => {
      for (const accounts of ACCOUNTS)
        for (const [from, to] of aroundTheBase(await statesOf(backend, accounts))) {
          const deployed = from.resources.map((resource) => standingOf(deployedAs(resource), part));
          const expected = isRefused(from.resources, to, backend);
          assert.equal(isRefused(deployed, to, backend), expected, `${from.name} → ${to.name}`);
        }
    });

    test("every resource of both states has one fate", async () => {
      for (const [from, to] of aroundTheBase(await statesOf(backend, "own"))) {
        const all = new Set([...from.resources, ...to.resources].map(keyOf));
        const fated = classify(from.resources, to.resources).map(keyOfFate);
        assert.deepEqual(fated.sort(), [...all].sort(), `${from.name} → ${to.name}`);
      }
    });

    test("nothing changes from a state to itself", async () => {
      for (const { name, resources } of await statesOf(backend, "own"))
        assert.ok(
          classify(resources, structuredClone(resources)).every(({ kind }) => kind === "unchanged"),
          name,
        );
    });

    test("every refusal says what to write, at a line", async () => {
      for (const [from, to] of aroundTheBase(await statesOf(backend, "shared"))) {
        const edit = editOf(from.resources, backend, to.input);
        const diagnostics = refuse(edit);
        assert.equal(diagnostics.length > 0, isRefused(from.resources, to, backend), `${from.name} → ${to.name}`);
        for (const { code, message, severity } of diagnostics) {
          assert.equal(severity, "error");
          assert.notEqual(code, "would-lose-messages", `${from.name} → ${to.name}: ${message}`);
          assert.match(message, /; .*\b(put|add|say|go on|undo|leave|declare|take)\b/);
        }
      }
    });
  });

test("a stack that changes its cloud is refused", async () => {
  for (const from of backends)
    for (const to of backends) {
      if (from === to) continue;
      const [[was], [is]] = [await statesOf(from, "shared"), await statesOf(to, "shared")];
      assert.ok(was && is);
      assert.ok(isRefused(was.resources, is, to), `${from.name} → ${to.name}`);
    }
});

describe("with a line of the table left out", () => {
  for (const [backend, type, ...properties] of [
    ["gcp-pubsub", "gcp:pubsub/subscription:Subscription", "filter"],
    ["gcp-pubsub", "gcp:pubsub/subscription:Subscription", "enableMessageOrdering"],
    ["gcp-pubsub", "gcp:pubsub/subscription:Subscription", "name", "topic"],
    ["gcp-pubsub", "gcp:pubsub/topic:Topic", "name"],
    ["aws-sns-sqs", "aws:sqs/queue:Queue", "name", "fifoQueue"],
    ["aws-sns-sqs", "aws:sns/topic:Topic", "name", "fifoTopic"],
    ["aws-eventbridge", "aws:cloudwatch/eventBus:EventBus", "name"],
  ] as const)
    test(`${type} ${properties.join(", ")}: an edit that loses messages is not refused`, async () => {
      const shorter =
        FORCE_NEW[type]?.filter((property) => !(properties as readonly string[]).includes(property)) ?? [];
      assert.equal(shorter.length + properties.length, FORCE_NEW[type]?.length);
      const table = { ...FORCE_NEW, [type]: shorter };
      const of = backends.find(({ name }) => name === backend);
      assert.ok(of);
      const missed = pairsOf(await statesOf(of, "shared")).some(([from, to]) => {
        const forgotten = classify(from.resources, to.resources, table)
          .filter(({ kind }) => kind === "in-place")
          .map((fate) => keyOfFate(fate));
        if (forgotten.length === 0) return false;
        const losses = new Set(lossesOf(from, to).map((id) => `${type} ${id}`));
        return forgotten.some((key) => losses.has(key));
      });
      assert.ok(missed, "the pairs do not try it");
    });
});

/** As `refuse` does, without the words. */
function isRefused(from: readonly Standing[], to: State, backend: Backend): boolean {
  if (classify(from, to.resources).some(({ kind }) => kind === "refuse")) return true;
  const [before, after] = [passagesOf(from, backend), passagesOf(to.resources, backend)];
  return handovers(before, after, takenBy(to.input.desired)).length > 0;
}

const known = new WeakMap<readonly Standing[], readonly Passage[]>();

/** A state is compared with all others. */
function passagesOf(resources: readonly Standing[], backend: Backend): readonly Passage[] {
  const passages = known.get(resources) ?? backend.deployed.passages(resources);
  known.set(resources, passages);
  return passages;
}

function keyOfFate(fate: Fate): string {
  return keyOf("before" in fate ? fate.before : fate.after);
}

function pairsOf(states: readonly State[]): readonly (readonly [State, State])[] {
  return states.flatMap((from) => states.map((to) => [from, to] as const));
}

/** From the base to every state, and back. */
function aroundTheBase(states: readonly State[]): readonly (readonly [State, State])[] {
  const [base] = states;
  assert.ok(base);
  return states.flatMap((state) => [[base, state] as const, [state, base] as const]);
}
