import type { Edit } from "../edit.ts";

const TEAMS = 50;
const names = Array.from({ length: TEAMS }, (_, index) => `store-${String(index + 1).padStart(2, "0")}`);

/** The stores of the shop, each with events of its own and queues with those of its neighbour. */
function stores(isAfter: boolean): string {
  return names
    .map((name, index) => {
      const neighbour = `STORE_${String(((index + 1) % TEAMS) + 1).padStart(2, "0")}`;
      const own = `STORE_${name.slice(-2)}`;
      const events = ["OPENED", "CLOSED", "SOLD_OUT", "VISITED", ...(isAfter ? ["A", "B", "C", "D"] : [])];
      const queue = (event: string, retention: string) =>
        `    - { event: ${neighbour}_${event}, retention: ${retention} }\n`;
      return [
        `${name}:\n  contact: ${name}${isAfter ? "-team" : ""}@harbor.example\n  events:\n`,
        ...events.map((event) => `    ${own}_${event}: {}\n`),
        "  subscriptions:\n",
        ...["OPENED", "CLOSED"].map((event) => queue(event, isAfter ? "2d" : "3d")),
        ...(isAfter ? [queue("A", "3d")] : ["SOLD_OUT", "VISITED"].map((event) => queue(event, "3d"))),
      ].join("");
    })
    .join("");
}

/** More than anybody reads line by line. */
export const largeEdits: readonly Edit[] = [
  {
    name: "five-hundred-changes",
    says: "Fifty stores change ten things each.",
    before: { "teams/stores.yaml": stores(false) },
    files: { "teams/stores.yaml": stores(true) },
    changes: [
      ...names.flatMap((name, index) => {
        const neighbour = `STORE_${String(((index + 1) % TEAMS) + 1).padStart(2, "0")}`;
        return [
          `dangerous subscription-changed subscription:${name}/${neighbour}_CLOSED`,
          `dangerous subscription-changed subscription:${name}/${neighbour}_OPENED`,
          `dangerous subscription-removed subscription:${name}/${neighbour}_SOLD_OUT`,
          `dangerous subscription-removed subscription:${name}/${neighbour}_VISITED`,
        ];
      }),
      ...names.flatMap((name, index) => {
        const neighbour = `STORE_${String(((index + 1) % TEAMS) + 1).padStart(2, "0")}`;
        const own = `STORE_${name.slice(-2)}`;
        return [
          `safe subscription-added subscription:${name}/${neighbour}_A`,
          `safe team-contact-changed team:${name}`,
          ...["A", "B", "C", "D"].map((event) => `safe event-added topic:${own}_${event}`),
        ];
      }),
    ],
    directly: names,
    cloud: {},
  },
];
