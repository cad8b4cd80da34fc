import type { TeamManifest } from "../../../backends/manifest.ts";
import { AccessRefused, type Envelope, type Received } from "../../clients/client.ts";
import type { Operation } from "../../session/engine-event.ts";
import type { BroughtUp } from "../../session/up.ts";
import type { Stage } from "../stage.ts";

/** What can be wrong with a cloud. */
export interface Faults {
  readonly loses?: (queue: string, envelope: Envelope) => boolean;
  readonly doubles?: (queue: string) => boolean;
  readonly lets?: "publish" | "read";
  readonly touches?: boolean;
}

const OWNERS: Readonly<Record<string, string>> = {
  CUSTOMER_CREATED: "crm",
  CUSTOMER_UPDATED: "crm",
  CUSTOMER_DELETE: "crm",
  EMAIL_SENT: "marketing",
};
const CUSTOMER = ["CUSTOMER_CREATED", "CUSTOMER_UPDATED", "CUSTOMER_DELETE"];
const QUEUES: Readonly<Record<string, readonly string[]>> = {
  "marketing/CUSTOMER_CREATED": ["CUSTOMER_CREATED"],
  "marketing/audience-projection": CUSTOMER,
  "crm/EMAIL_SENT": ["EMAIL_SENT"],
  "data-analysis/EMAIL_SENT": ["EMAIL_SENT"],
};
const LIMIT = 5;

/** A stage on a made-up cloud that behaves, but for the faults given: what the steps have to notice. */
export function paperCloud(faults: Faults = {}): Stage {
  const feeds = new Map(Object.entries(QUEUES));
  const queues = new Map<string, { envelope: Envelope; attempt: number }[]>();
  const queue = (name: string) => queues.get(name) ?? queues.set(name, []).get(name) ?? [];
  const first = broughtUp(["a", "b"], []);
  const deliver = (name: string, envelope: Envelope) => {
    if (faults.loses?.(name, envelope)) return;
    for (let copies = faults.doubles?.(name) ? 2 : 1; copies > 0; copies--) queue(name).push({ envelope, attempt: 0 });
  };
  const take = (name: string) =>
    queue(name)
      .splice(0)
      .map(({ envelope }) => envelope);
  return {
    backend: "paper",
    first,
    publish: async (team, event, data) => {
      if (OWNERS[event] !== team && faults.lets !== "publish") throw new AccessRefused(`${team} may not`);
      const envelope = { topic: event, data };
      for (const [name, events] of feeds) if (events.includes(event)) deliver(name, envelope);
      return envelope;
    },
    address: (team, name) => ({
      from: { kind: "pubsub-subscriptions", subscriptions: [`${team}/${name}`] },
      deadLetter: { kind: "pubsub-subscriptions", subscriptions: [`${team}/${name}-dlq`] },
    }),
    receive: async (team, from) => {
      const name = from.kind === "pubsub-subscriptions" ? (from.subscriptions[0] ?? "") : "";
      if (!name.startsWith(`${team}/`) && faults.lets !== "read") throw new AccessRefused(`${team} may not`);
      return queue(name)
        .splice(0)
        .map(({ envelope, attempt }): Received => {
          const nack = async () => {
            if (attempt + 1 < LIMIT) queue(name).push({ envelope, attempt: attempt + 1 });
            else deliver(`${name}-dlq`, envelope);
          };
          return { envelope, attributes: {}, deliveryAttempt: attempt + 1, ack: async () => undefined, nack };
        });
    },
    takeAll: async (name) => take(name),
    takeAllDead: async (name) => take(`${name}-dlq`),
    edit: async () => {
      feeds.set("loyalty/CUSTOMER_CREATED", ["CUSTOMER_CREATED"]);
      return broughtUp(["a", "b"], ["c"], faults.touches === true ? "update" : "same");
    },
  };
}

function broughtUp(old: readonly string[], added: readonly string[], op?: string): BroughtUp {
  const operation = (id: string, what: string): Operation => ({
    op: what,
    urn: `urn::${id}`,
    type: "t",
    id,
    custom: true,
  });
  const operations = [...old.map((id) => operation(id, op ?? "create")), ...added.map((id) => operation(id, "create"))];
  const teams = ["crm", "data-analysis", "marketing"];
  const subscriptions = [{ team: "marketing", queue: "CUSTOMER_CREATED", maxDeliveryAttempts: LIMIT }];
  const manifests = Object.fromEntries(teams.map((team) => [team, {} as TeamManifest]));
  const resources = () => [...old, ...added].map((id) => ({ id }));
  const desired = { teams: teams.map((name) => ({ name })), subscriptions };
  // Only what the steps look at.
  return {
    plan: { backend: { resources }, input: { desired } },
    report: { operations },
    manifests,
  } as unknown as BroughtUp;
}
