import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test-support/fast-check.ts";
import { commandsIn } from "../test-support/runner-log.ts";
import { logTo } from "./log.ts";

function printed(say: (log: ReturnType<typeof logTo>) => void): string {
  let text = "";
  say(
    logTo({
      write: (part) => {
        text += part;
      },
    }),
  );
  return text;
}

/** Texts that try to become a command. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom("::", "##[", "]", "set-output name=dangerous", "error", "stop-commands", "endgroup", " ", "x"),
      fc.constantFrom("\n", "\r", "\r\n", "\u2028", "%0A", "%25", "%", ",", ":", "="),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

test("a message is one command, whatever stands in it", () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom("error", "warning", "notice"), (text, level) => {
      const commands = commandsIn(printed((log) => log[level as "error"](text)));
      assert.deepEqual(
        commands.map(({ name, properties }) => ({ name, properties })),
        [{ name: level, properties: {} }],
      );
    }),
  );
});

test("text in a group is no command, whatever stands in it", () => {
  fc.assert(
    fc.property(hostile, hostile, (title, text) => {
      const commands = commandsIn(printed((log) => log.group(title, text)));
      assert.deepEqual(
        commands.map(({ name }) => name),
        ["group", "endgroup"],
      );
    }),
  );
});

test("the runner of this test does act on what is not guarded", () => {
  assert.deepEqual(commandsIn("  ::error file=a%2Cb,line=1::x%0Ay\nabc ##[set-output name=a;]1"), [
    { name: "error", properties: { file: "a,b", line: "1" }, message: "x\ny" },
    { name: "set-output", properties: { name: "a" }, message: "1" },
  ]);
});
