import type { Operation } from "../../session/engine-event.ts";
import type { Step } from "../step.ts";

/** The engine has run already: the step looks at what it did. */
export const bringUp: Step = {
  title: "The file becomes running topics, queues and grants",
  story: ["topology.yaml goes through the real Pulumi engine; the cloud it talks to is an emulator on this machine."],
  run: async ({ first: { plan, report, manifests } }) => {
    const resources = plan.backend.resources(plan.input);
    const made = report.operations.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    const wanted = resources.map(({ id }) => id).sort();
    const created = made.filter(({ op }) => op === "create");
    const teams = Object.keys(manifests).sort();
    return [
      {
        subject: "the engine created",
        expected: wanted,
        received: created.map(({ id }) => id).sort(),
        words: `${created.length} resources: ${byType(created)}`,
      },
      {
        subject: "the engine changed or deleted",
        expected: 0,
        received: made.length - created.length,
        words: made.length === created.length ? "nothing" : `${made.length - created.length} resources`,
      },
      {
        subject: "addresses and rights were handed to",
        expected: plan.input.desired.teams.map(({ name }) => name).sort(),
        received: teams,
        words: teams.join(", "),
      },
    ];
  },
};

/** `4 Topic, 5 Subscription`, the most frequent first. */
function byType(operations: readonly Operation[]): string {
  const counts = new Map<string, number>();
  for (const { type } of operations) {
    const name = type.slice(type.lastIndexOf(":") + 1);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(", ");
}
