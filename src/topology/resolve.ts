import { lazily } from "../once.ts";
import type { Catalogue } from "./catalogue.ts";
import { DEFAULTS } from "./defaults.ts";
import type { Graph, QueueNode, TeamNode } from "./graph.ts";
import type {
  EventReference,
  SubscriptionDeclaration,
  SubscriptionPolicy,
  TeamDeclaration,
  Topology,
} from "./topology.ts";

type Defaults = SubscriptionPolicy & Readonly<Record<keyof typeof DEFAULTS, number>>;

/**
 * Topology → Graph. The topology has passed the rules: every reference has one event. The queues of a team are made when they
 * are asked for.
 * @param only names of the teams whose events and queues are wanted; all without it. All teams stay.
 */
export function resolve(topology: Topology, catalogue: Catalogue, only?: ReadonlySet<string>): Graph {
  const isWanted = ({ name }: TeamDeclaration) => only === undefined || only.has(name);
  const defaults = { ...DEFAULTS, ...topology.defaults };
  const queuesOf = (team: TeamDeclaration) =>
    team.subscriptions.flatMap((subscription) => generationsOf(team, subscription, defaults, catalogue));
  const teams = topology.teams.map((team) => teamNode(team, isWanted(team) ? () => queuesOf(team) : () => []));
  return {
    organization: topology.organization,
    reviewers: topology.reviewers,
    teams,
    events: topology.teams.filter(isWanted).flatMap((team) => team.events),
    get queues() {
      return teams.flatMap((team) => team.queues);
    },
  };
}

function teamNode(
  { name, contact, reviewers, span, formerly }: TeamDeclaration,
  makeQueues: () => readonly QueueNode[],
): TeamNode {
  const queues = lazily(makeQueues);
  return {
    name,
    key: formerly?.name ?? name,
    ...(contact !== undefined && { contact }),
    reviewers,
    get queues() {
      return queues();
    },
    span,
  };
}

/** The queue, and the generation before it as long as that is still read. */
function generationsOf(
  team: TeamDeclaration,
  subscription: SubscriptionDeclaration,
  defaults: Defaults,
  catalogue: Catalogue,
): readonly QueueNode[] {
  const present = queueOf(team, subscription, defaults, catalogue);
  if (subscription.previous === undefined) return [present];
  const { previous, filter, ...rest } = subscription;
  const before = {
    ...rest,
    generation: rest.generation - 1,
    ordered: previous.ordered,
    ...(previous.filter && { filter: previous.filter }),
    retired: previous.retired,
  };
  return [queueOf(team, before, defaults, catalogue), present];
}

/** There are many, and most have none of the options: each is made in one piece. */
function queueOf(
  team: TeamDeclaration,
  declaration: SubscriptionDeclaration,
  defaults: Defaults,
  catalogue: Catalogue,
): QueueNode {
  const { queue, events, formerly, filter, policy, generation, delaySeconds, retired } = declaration;
  const node: QueueNode = {
    team: declaration.team,
    queue,
    key: { team: team.formerly?.name ?? team.name, queue: formerly?.name ?? queue, generation },
    inputs: events.map((reference) => inputOf(reference, catalogue)),
    ackDeadlineSeconds: policy.ackDeadlineSeconds ?? defaults.ackDeadlineSeconds,
    retentionSeconds: policy.retentionSeconds ?? defaults.retentionSeconds,
    maxDeliveryAttempts: policy.maxDeliveryAttempts ?? defaults.maxDeliveryAttempts,
    ordered: declaration.ordered,
    exactlyOnce: declaration.exactlyOnce,
    delivery: declaration.delivery,
    span: declaration.span,
  };
  const retry = policy.retry ?? defaults.retry;
  const maxMessageBytes = policy.maxMessageBytes ?? defaults.maxMessageBytes;
  const alarms = policy.alarms ?? defaults.alarms;
  const eventbridge = policy.eventbridge ?? defaults.eventbridge;
  return filter || retry || maxMessageBytes || alarms || eventbridge || delaySeconds || retired
    ? {
        ...node,
        ...(filter && { filter }),
        ...(retry && { retry }),
        ...(maxMessageBytes !== undefined && { maxMessageBytes }),
        ...(alarms && { alarms }),
        ...(eventbridge && { eventbridge }),
        ...(delaySeconds !== undefined && { delaySeconds }),
        ...(retired && { retired }),
      }
    : node;
}

function inputOf(reference: EventReference, catalogue: Catalogue): QueueNode["inputs"][number] {
  const event = catalogue.eventOf(reference);
  if (event === undefined) throw new Error(`${reference.event} has passed the rules but is not declared`);
  const { span, retired } = reference;
  return retired === undefined ? { event, span } : { event, span, retired };
}
