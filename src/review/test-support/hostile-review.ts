import type { DesiredState, Subscription, Topic } from "../../desired-state/desired-state.ts";
import { id } from "../../desired-state/id.ts";
import type { Diagnostic } from "../../diagnostic.ts";
import { hostileText } from "../../report/test-data/arbitrary-diagnostic.ts";
import { fc } from "../../test-support/fast-check.ts";
import type { Review, StackChange } from "../review.ts";
import { reviewOf } from "../review-of.ts";
import type { Side } from "../side.ts";

/** Pieces that mean something in Markdown, HTML, Mermaid, a log of GitHub Actions or a terminal. */
const PIECES = [
  "`",
  "``",
  "```\n",
  "~~~",
  "\n\n",
  "\r\n",
  "\n> ",
  "\n- ",
  "\n# ",
  "\n    ",
  "\n</details>\n",
  "</details>",
  "<details open>",
  "</summary>",
  "</code>",
  "<!--",
  "-->",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<https://evil.example>",
  "https://evil.example",
  "www.evil.example",
  "[a](https://evil.example)",
  "![a](https://evil.example/x.png)",
  "[a]: https://evil.example",
  "[^1]",
  "[!WARNING]",
  "- [x] ",
  "@harbor/everyone",
  "@octocat",
  "#1",
  "harbor/shop#1",
  "GH-1",
  ":tada:",
  "**",
  "__",
  "~~",
  "$x$",
  "$$x$$",
  "| a | b |",
  "\n|---|---|\n",
  "\\",
  "\\`",
  "&lt;",
  "&#96;",
  "&colon;",
  "::error file=x::pwned",
  "\n::warning::pwned",
  "\n  ::stop-commands::x",
  "##[error]pwned",
  "%0A::error::x",
  '"]',
  '"]):::removed',
  ")}}",
  "#quot;",
  "-->|x|",
  "\n  click t1 href x",
  "%%{init: {}}%%",
  "classDef x fill:#000",
  "\u202e",
  "\u2066",
  "\u2069",
  "\u200b",
  "\u2028",
  "\u0000",
  "\u001b[31m",
  "\u001b]0;x\u0007",
  "\ud800",
  " ",
  "",
  "x".repeat(400),
  "漢字",
  "👩‍👩‍👧",
];

const hostileName = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((some) => some.join("")),
  },
  { weight: 1, arbitrary: hostileText },
);

/** A review in which every name and text is hostile, as far as the code before it lets them through. */
export const hostileReview: fc.Arbitrary<Review> = fc
  .record({
    names: fc.uniqueArray(hostileName, { minLength: 12, maxLength: 12 }),
    base: arbitraryChoices(),
    head: arbitraryChoices(),
    stacks: fc.array(arbitraryStack(), { maxLength: 3 }),
    problems: fc.array(hostileName, { maxLength: 3 }),
  })
  .map(({ names, base, head, stacks, problems }) => ({
    ...reviewOf({ base: sideOf(names, base, []), head: sideOf(names, head, problems), stacks: [] }),
    stacks,
  }));

interface Choices {
  readonly feeds: readonly (readonly number[])[];
  readonly owners: readonly number[];
  readonly retention: readonly number[];
  readonly words: readonly number[];
}

function arbitraryChoices(): fc.Arbitrary<Choices> {
  const four = (below: number) => fc.array(fc.nat(below - 1), { minLength: 4, maxLength: 4 });
  return fc.record({
    feeds: fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 4, maxLength: 4 }),
    owners: four(2),
    retention: four(3),
    words: four(3),
  });
}

function arbitraryStack(): fc.Arbitrary<StackChange> {
  const resource = fc.record({
    action: fc.constantFrom("create" as const, "update" as const, "replace" as const, "delete" as const),
    id: hostileName,
    type: hostileName,
    name: hostileName,
    team: hostileName,
    holdsMessages: fc.boolean(),
    refused: fc.boolean(),
    properties: fc.array(hostileName, { maxLength: 2 }),
    reason: hostileName,
  });
  return fc.record({
    stack: hostileName,
    backend: hostileName,
    compared: fc.boolean(),
    problems: fc.array(hostileName, { maxLength: 4 }).map((some) => some.map((problem) => `It fails: ${problem}`)),
    resources: fc.array(resource, { maxLength: 6 }),
  });
}

function sideOf(names: readonly string[], choices: Choices, problems: readonly string[]): Side {
  const desired = stateOf(names, choices);
  const place = { line: 1, column: 2 };
  const spanOf = (file: string) => ({ file, start: place, end: place });
  const elements = [...desired.teams, ...desired.topics, ...desired.subscriptions];
  const diagnostics = problems.map(
    (message): Diagnostic => ({ code: "hostile", severity: "error", message, span: spanOf(message) }),
  );
  return {
    label: names[11] ?? "",
    present: true,
    complete: problems.length === 0,
    desired,
    origins: new Map(elements.map((element) => [element.id, spanOf(names[10] ?? "")])),
    diagnostics,
    sources: new Map(),
  };
}

/** Two teams, four events, four queues of the second and the first; what is fed, owned and said is chosen. */
function stateOf(names: readonly string[], { feeds, owners, retention, words }: Choices): DesiredState {
  const name = (index: number) => names[index] ?? "";
  const owner = (event: number) => name(owners[event] ?? 0);
  const four = [0, 1, 2, 3];
  const byId = <Element extends { readonly id: string }>(elements: readonly Element[]) =>
    [...elements].sort((a, b) => (a.id < b.id ? -1 : 1));
  const teams = [0, 1].map((index) => ({
    id: id("team", name(index)),
    name: name(index),
    key: name(index),
    ...(words[index] === 0 ? {} : { contact: name(8 + (words[index] ?? 0)) }),
    ...(words[index] === 2 && { reviewers: [name(9)] }),
  }));
  const topics = four.map(
    (index): Topic => ({
      id: id("topic", name(2 + index)),
      event: name(2 + index),
      team: owner(index),
      ...(words[index] === 0 ? {} : { description: name(8 + (words[index] ?? 0)) }),
      ...(retention[index] === 0 && { allow: [name(0), name(8)] }),
      ...(retention[index] === 1 && { schema: name(9), compatibility: "none" as const }),
    }),
  );
  const subscriptions = four.flatMap((index): readonly Subscription[] => {
    const fed = feeds[index] ?? [];
    const [team, queue] = [name(index % 2), name(6 + (index >> 1))];
    if (fed.length === 0) return [];
    return [
      {
        id: id("subscription", team, queue),
        team,
        queue,
        key: { team, queue, generation: 1 },
        feeds: byId(
          fed.map((from) => ({
            id: id("feed", team, queue, name(2 + from)),
            topic: id("topic", name(2 + from)),
            event: name(2 + from),
            owner: owner(from),
            ownerKey: owner(from),
            ...(words[index] === 1 && { filter: { [name(8)]: [name(9), { prefix: name(10) }] } }),
          })),
        ),
        deadLetterQueue: id("dead-letter-queue", team, queue),
        maxDeliveryAttempts: 5,
        ackDeadlineSeconds: 30,
        retentionSeconds: 86_400 * (1 + (retention[index] ?? 0)),
      },
    ];
  });
  return {
    organization: "ar",
    teams: byId(teams),
    topics: byId(topics),
    subscriptions: byId(subscriptions),
    deadLetterQueues: [],
    grants: [],
  };
}
