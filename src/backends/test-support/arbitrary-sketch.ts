import { fc } from "../../test-support/fast-check.ts";
import type { QueueSketch, Sketch } from "./input.ts";

/** Names as a topology file can hold them, many of them chosen to be mistaken for each other once composed. */
export const arbitraryName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "a",
    "A",
    "a_b",
    "b",
    "a-dlq",
    "a-DLQ",
    "a-undeliverable",
    "a-g2",
    "a-0123abcd",
    "a.b",
    "constructor",
  ),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,9}$/),
  fc.stringMatching(/^[a-c]{60,130}$/),
);

/** A topology in which every queue is fed by events that exist, and no team has two queues of one name. */
export const arbitrarySketch: fc.Arbitrary<Sketch> = fc
  .record({
    organization: fc.constantFrom("ar", "a_b", "acme-corp"),
    events: fc.uniqueArray(fc.tuple(arbitraryName, arbitraryName), {
      selector: ([event]) => event,
      minLength: 1,
      maxLength: 6,
    }),
  })
  .chain(({ organization, events }) =>
    fc
      .uniqueArray(arbitraryQueue(events.map(([event]) => event)), {
        selector: ({ team, queue }) => `${team}/${queue}`,
        maxLength: 8,
      })
      .map((queues) => ({ organization, events: Object.fromEntries(events), queues })),
  );

function arbitraryQueue(events: readonly string[]): fc.Arbitrary<QueueSketch> {
  return fc
    .record({
      team: arbitraryName,
      fed: fc.uniqueArray(fc.constantFrom(...events), { minLength: 1, maxLength: 4 }),
      named: fc.option(arbitraryName, { nil: undefined }),
    })
    .map(({ team, fed: [first, ...rest], named }) => ({
      team,
      queue: named ?? (first as string),
      events: [first as string, ...rest] as const,
    }));
}
