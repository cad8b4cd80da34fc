/** What each team of a generated topology has: what the issue on scale asks for. */
export const EVENTS_PER_TEAM = 10;
export const SUBSCRIPTIONS_PER_TEAM = 50;

/** Teams are spread over the alphabet of accounts by their number, so that names stay short and distinct. */
export const teamName = (number) => `team-${number}`;

/**
 * The text of a topology in which every team owns 10 events and has 50 queues, each fed by another team's event. Nobody's
 * event is fed to more than about 5 queues on average, whatever the number of teams.
 * @param {number} teams at least 7, so that there are 50 events of others to subscribe to
 * @param {{ event?: boolean, subscription?: boolean, subscriptions?: number }} [more] what the first team has beside
 *   that; how many subscriptions each team has instead
 */
export function teamsTopology(teams, more = {}) {
  const { subscriptions: usual = SUBSCRIPTIONS_PER_TEAM } = more;
  if (teams * EVENTS_PER_TEAM < usual + EVENTS_PER_TEAM + 1)
    throw new RangeError(`${teams} teams own too few events for ${usual} subscriptions each`);
  const lines = ["version: 1", "organization: ar", "teams:"];
  for (let team = 0; team < teams; team += 1) {
    lines.push(`  ${teamName(team)}:`, `    contact: ${teamName(team)}@ar.example`, "    events:");
    for (let n = 0; n < EVENTS_PER_TEAM; n += 1) lines.push(`      ${eventName(team, n)}: {}`);
    if (more.event && team === 0) lines.push(`      ${eventName(team, EVENTS_PER_TEAM)}: {}`);
    lines.push("    subscriptions:");
    const subscriptions = usual + (more.subscription && team === 0 ? 1 : 0);
    for (let n = 0; n < subscriptions; n += 1) lines.push(`      - ${otherEvent(teams, team, n)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The stack files of such a topology by path; `own` gives each team an account or a project of its own. */
export function teamsStacks(teams, own = false, services = true) {
  const account = (team) => String(team === undefined ? 100_000_000_000 : 100_000_000_001 + team);
  const aws = (backend) => [
    "config:",
    `  event-topology:backend: ${backend}`,
    `  event-topology:aws: { account: "${account()}", region: eu-west-1, organizationId: o-1234567890 }`,
    "  event-topology:teams:",
    ...each(teams, (team) => {
      const of = account(own ? team : undefined);
      const place = own ? `, aws: { account: "${of}" }` : "";
      return `    ${teamName(team)}: { principals: ["arn:aws:iam::${of}:role/${teamName(team)}"]${place} }`;
    }),
  ];
  const gcp = [
    "config:",
    "  event-topology:backend: gcp-pubsub",
    `  event-topology:gcp: { project: ar-events, projectNumber: "${account()}", enableServices: ${services} }`,
    "  event-topology:teams:",
    ...each(teams, (team) => {
      const project = own ? `ar-${teamName(team)}` : "ar-events";
      const place = own
        ? `, gcp: { project: ${project}, projectNumber: "${account(team)}", impersonate: "deployer@${project}.iam.gserviceaccount.com" }`
        : "";
      return `    ${teamName(team)}: { principals: ["serviceAccount:${teamName(team)}@${project}.iam.gserviceaccount.com"]${place} }`;
    }),
  ];
  return {
    "stacks/Pulumi.aws-sns-sqs.yaml": text(aws("aws-sns-sqs")),
    "stacks/Pulumi.aws-eventbridge.yaml": text(aws("aws-eventbridge")),
    "stacks/Pulumi.gcp-pubsub.yaml": text(gcp),
  };
}

function eventName(team, n) {
  return `EVENT_${team}_${n}`;
}

/** The n-th of the events that follow a team's own, all of others and all distinct. */
function otherEvent(teams, team, n) {
  const index = (team * EVENTS_PER_TEAM + EVENTS_PER_TEAM + n) % (teams * EVENTS_PER_TEAM);
  return eventName(Math.floor(index / EVENTS_PER_TEAM), index % EVENTS_PER_TEAM);
}

function each(teams, line) {
  return Array.from({ length: teams }, (_, team) => line(team));
}

function text(lines) {
  return `${lines.join("\n")}\n`;
}
