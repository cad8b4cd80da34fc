import type { DesiredState } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import { hostileText } from "../../report/test-data/arbitrary-diagnostic.ts";
import { fc } from "../../test-support/fast-check.ts";

/** Names that the file's schema refuses: a picture must not depend on that, since other readers of a topology may be laxer. */
const hostileName = fc.oneof(
  hostileText,
  fc
    .array(
      fc.constantFrom(
        '"',
        '"]',
        ")}]",
        "\\",
        '\\"',
        "\\N",
        "\\n",
        "`",
        '"`',
        "#quot;",
        "#35;",
        "&lt;",
        "&#x22;",
        "&",
        "end",
        "subgraph x",
        "-->|x|",
        "%%",
        "%%{init: {}}%%",
        "\n---\n",
        ";",
        ":::note",
        "style a:b#c;",
        'click t1 href "javascript:alert(1)"',
        "<br>",
        "</text><script>alert(1)</script>",
        "]]>",
        "<!--",
        "{",
        "}",
        "// x",
        "/*",
        "|",
        "$$x$$",
        "\ufffe",
        "\uffff",
        "x".repeat(300),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join("")),
);

/**
 * A desired state and its double of the same form with plain names. Two teams with two events and two queues each;
 * what feeds what is arbitrary.
 */
export const hostileTopology: fc.Arbitrary<{ readonly hostile: DesiredState; readonly plain: DesiredState }> = fc
  .record({
    names: fc.uniqueArray(hostileName, { minLength: 10, maxLength: 10 }),
    feeds: fc.array(fc.subarray([0, 1, 2, 3], { minLength: 1 }), { minLength: 4, maxLength: 4 }),
  })
  .map(({ names, feeds }) => ({
    // Sorted as the plain ones are, so that both come in the same order.
    hostile: stateOf([...names].sort(), feeds),
    plain: stateOf([..."abcdefghij"], feeds),
  }));

function stateOf(names: readonly string[], feeds: readonly (readonly number[])[]): DesiredState {
  const name = (index: number) => names[index] ?? "";
  const team = (index: number) => name(Math.floor(index / 2));
  const event = (index: number) => name(2 + index);
  const queue = (index: number) => name(6 + index);
  const four = [0, 1, 2, 3];
  return {
    organization: name(0),
    teams: [0, 1].map((index) => ({
      id: id("team", name(index)),
      name: name(index),
      key: name(index),
      contact: name(9),
    })),
    topics: four.map((index) => ({
      id: id("topic", event(index)),
      event: event(index),
      team: team(index),
      description: name(8),
    })),
    subscriptions: four.map((index) => ({
      id: id("subscription", team(index), queue(index)),
      team: team(index),
      queue: queue(index),
      key: { team: team(index), queue: queue(index), generation: 1 },
      feeds: (feeds[index] ?? []).map((from) => ({
        id: id("feed", team(index), queue(index), event(from)),
        topic: id("topic", event(from)),
        event: event(from),
        owner: team(from),
        ownerKey: team(from),
        ...(from === 0 && { filter: { [name(7)]: [name(6)] } }),
      })),
      deadLetterQueue: id("dead-letter-queue", team(index), queue(index)),
      maxDeliveryAttempts: 5,
      ackDeadlineSeconds: 30,
      retentionSeconds: 86_400,
    })),
    deadLetterQueues: [],
    grants: [],
  };
}
