/** How large: what the issue asks for. */
export const EVENTS = 10_000;
export const SUBSCRIPTIONS = 50_000;
const TEAMS = 500;

/**
 * The text of a topology as large organizations have them: short and long forms, filters, queues fed by several events.
 * @param {boolean} isHead the second revision, in which some teams have changed something
 */
export function largeTopology(isHead) {
  const lines = ["version: 1", "organization: ar", "teams:"];
  for (let team = 0; team < TEAMS; team += 1) {
    const edited = isHead && team % 25 === 0;
    lines.push(`  team-${team}:`, `    contact: team-${team}@ar.example`, "    events:");
    for (let n = 0; n < EVENTS / TEAMS; n += 1)
      lines.push(
        n % 4 === 0
          ? `      EVENT_${team}_${n}: { description: Something happened to thing ${n} of team ${team} }`
          : `      EVENT_${team}_${n}: {}`,
      );
    if (edited) lines.push(`      NEW_${team}: {}`);
    lines.push("    subscriptions:");
    for (let n = 0; n < SUBSCRIPTIONS / TEAMS; n += 1) {
      if (edited && n === 1) continue;
      lines.push(...subscription(team, n, edited));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** The same topology with a file for each team, by path. */
export function inTeamFiles(text) {
  const [head, ...teams] = text.split(/^(?= {2}team-)/m);
  const files = teams.map((team, number) => [`teams/${number}.yaml`, team.replace(/^ {2}/gm, "")]);
  return Object.fromEntries([["topology.yaml", `${head}  include: teams/*.yaml\n`], ...files]);
}

function subscription(team, n, edited) {
  const at = (team * 37 + n * 211 + 21) % EVENTS;
  const event = (offset) => {
    const index = (at + offset) % EVENTS;
    return `EVENT_${Math.floor(index / (EVENTS / TEAMS))}_${index % (EVENTS / TEAMS)}`;
  };
  if (n % 10 === 3)
    return [
      `      - event: ${event(0)}`,
      "        filter: { country: [th, sg] }",
      `        retention: ${edited ? 3 : 4}d`,
    ];
  if (n % 10 === 7) return [`      - { queue: service-${n}, events: [${event(0)}, ${event(1)}] }`];
  return [`      - ${event(0)}`];
}

/** The stack files of such a topology, by path. */
export function largeStacks() {
  const teams = (principal) =>
    Array.from({ length: TEAMS }, (_, n) => `    team-${n}: { principals: ["${principal(`team-${n}`)}"] }\n`).join("");
  const aws = (backend) =>
    `config:\n  event-topology:backend: ${backend}\n  event-topology:aws: { account: "111122223333", region: eu-west-1 }\n` +
    `  event-topology:teams:\n${teams((team) => `arn:aws:iam::111122223333:role/${team}`)}`;
  return {
    "stacks/Pulumi.sns.yaml": aws("aws-sns-sqs"),
    "stacks/Pulumi.bus.yaml": aws("aws-eventbridge"),
    "stacks/Pulumi.gcp.yaml":
      'config:\n  event-topology:backend: gcp-pubsub\n  event-topology:gcp: { project: ar-events, projectNumber: "123456789012" }\n' +
      `  event-topology:teams:\n${teams((team) => `serviceAccount:${team}@ar-events.iam.gserviceaccount.com`)}`,
  };
}
