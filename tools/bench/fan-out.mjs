import { emulatedProject } from "../../src/automation/test-support/emulated-project.ts";
import { backends } from "../../src/backends/registry.ts";
import { topologyRun } from "./emulated-run.mjs";
import { bareClient } from "./floors/bare-clients.mjs";
import { cpuSeconds } from "./proc.mjs";
import { median } from "./usage.mjs";

const WIDTHS = [1, 10, 50];
const ROUNDS = 11;
/** Of one round: one of each width takes about as long. */
const DELIVERIES = 300;
const PUBLISHING_AT_ONCE = 4;
const BATCH = 10;
/** Queues of one team: more would not fit into the policy of one role on AWS. */
const QUEUES_PER_TEAM = 10;

/** From one publish to many queues, to show that nothing of ours stands in a message's way. @type {import("./bench.mjs").Bench} */
export const fanOut = {
  name: "Fan-out: from one publish to N queues, through the local stack's client against the bare client libraries",
  how: `messages received and acknowledged, by second of wall time; the ratio is of messages by second of CPU time of client and emulator together, since on a machine that others use the wall time tells of them; medians of ${ROUNDS} rounds of ${DELIVERIES} messages after one to warm up, in turn; ${PUBLISHING_AT_ONCE} publish at once, then one consumer for each queue receives ${BATCH} at a time and acknowledges each of them; same emulator, topic, queues and principals`,
  async run({ root, signal }) {
    const lines = [];
    for (const { name } of backends) {
      signal.throwIfAborted();
      const project = await emulatedProject(name, topology());
      try {
        await topologyRun(root, project, "up", "--stack", "prod", "--yes");
        lines.push(...(await ratesOn(name, project, signal)));
      } finally {
        await project.remove();
      }
    }
    return lines;
  },
};

async function ratesOn(name, project, signal) {
  const { manifests } = await project.plan();
  // Ours is what `topology local publish` and `topology local receive` use, once they have looked the address up.
  const kinds = { bare: bareClient, ours: ({ connectAs }, team) => connectAs(team) };
  const clients = {};
  for (const [kind, open] of Object.entries(kinds)) {
    const opened = [...manifests.keys()].map(async (team) => [team, await open(project, team)]);
    clients[kind] = new Map(await Promise.all(opened));
  }
  const lines = [];
  for (const width of WIDTHS) {
    const route = {
      width,
      to: manifests.get("owner").publishes[`TO_${width}`].to,
      queues: [...manifests].flatMap(([team, { consumes }]) =>
        Object.values(consumes)
          .filter(({ events }) => events.includes(`TO_${width}`))
          .map(({ from }) => ({ team, from })),
      ),
    };
    const found = { bare: [], ours: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      signal.throwIfAborted();
      for (const kind of round % 2 === 0 ? ["bare", "ours"] : ["ours", "bare"]) {
        const times = await timed(project.server.pid, () => deliver(clients[kind], route));
        if (round > 0) found[kind].push(times);
      }
    }
    const queues = `${name}, ${width} queue${width === 1 ? "" : "s"}`;
    const value = (kind) => `${Math.round(DELIVERIES / median(found[kind].map(({ wall }) => wall)))}/s`;
    const cpu = (kind) => median(found[kind].map((times) => times.cpu));
    const ratio = cpu("bare") / cpu("ours");
    lines.push(
      { what: `${queues}: bare client library`, value: value("bare"), ratio: 1 },
      { what: `${queues}: through the local stack`, value: value("ours"), ratio, atLeast: 0.95 },
    );
  }
  for (const client of [...clients.bare.values(), ...clients.ours.values()]) await client.close();
  return lines;
}

/** Throws unless every queue has received every message. */
async function deliver(clients, { width, to, queues }) {
  const ids = Array.from({ length: DELIVERIES / width }, (_, number) => number);
  const envelope = (id) => ({ topic: `TO_${width}`, data: { id } });
  const left = [...ids];
  const publisher = async () => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) await clients.get("owner").publish(to, envelope(id));
  };
  await Promise.all(Array.from({ length: PUBLISHING_AT_ONCE }, publisher));
  await Promise.all(
    queues.map(async ({ team, from }) => {
      const client = clients.get(team);
      const missing = new Set(ids);
      while (missing.size > 0) {
        const messages = await client.receive(from, { max: BATCH, seconds: 1 });
        for (const message of messages) missing.delete(message.envelope.data.id);
        await Promise.all(messages.map((message) => message.ack()));
      }
    }),
  );
}

/** In seconds. */
async function timed(emulator, work) {
  const [began, client, server] = [performance.now(), process.cpuUsage(), cpuSeconds(emulator)];
  await work();
  const { user, system } = process.cpuUsage(client);
  return { wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 + cpuSeconds(emulator) - server };
}

function topology() {
  const teams = Math.max(...WIDTHS) / QUEUES_PER_TEAM;
  const queues = (width, team) => {
    const own = Math.max(0, Math.min(QUEUES_PER_TEAM, width - team * QUEUES_PER_TEAM));
    return Array.from({ length: own }, (_, n) => `      - { queue: to-${width}-${n}, events: [TO_${width}] }`);
  };
  return `${[
    "version: 1",
    "organization: ar",
    "teams:",
    "  owner:",
    "    contact: owner@ar.example",
    `    events: { ${WIDTHS.map((width) => `TO_${width}: {}`).join(", ")} }`,
    ...Array.from({ length: teams }, (_, team) => [
      `  reader-${team}:`,
      `    contact: reader-${team}@ar.example`,
      "    subscriptions:",
      ...WIDTHS.flatMap((width) => queues(width, team)),
    ]).flat(),
  ].join("\n")}\n`;
}
