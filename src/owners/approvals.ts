import type { DesiredState, Subscription } from "../desired-state/desired-state.ts";
import type { Approval, ApprovalReason } from "./approval.ts";
import { newSubscribers } from "./new-subscribers.ts";

/**
 * Who must approve a change from `base` to `head`: every team of which something differs, the owner of each event that
 * asks for approval and gets a new subscriber, and the reviewers of the whole for what belongs to no team. First the
 * whole, then teams by name.
 *
 * The reviewers are those of the base, where it names any: a change cannot choose who approves it.
 */
export function approvals(base: DesiredState, head: DesiredState): readonly Approval[] {
  const edited = editedByTeam(base, head);
  const subscribed = newSubscribers(base, head);
  const whole = editedOfTheWhole(base, head);
  const names = [...new Set([...edited.keys(), ...subscribed.keys()])].sort();
  return [
    ...(whole.length === 0 ? [] : [{ reviewers: base.reviewers ?? head.reviewers ?? [], reasons: [editing(whole)] }]),
    ...names.map((team) => {
      const ids = edited.get(team) ?? [];
      return {
        team,
        reviewers: reviewersOf(idOf(team, base, head), base) ?? reviewersOf(idOf(team, base, head), head) ?? [],
        reasons: [...(ids.length === 0 ? [] : [editing(ids)]), ...(subscribed.get(team) ?? [])],
      };
    }),
  ];
}

function editing(ids: readonly string[]): ApprovalReason {
  return { kind: "edited", ids: [...new Set(ids)].sort() };
}

/** A team that gets another name has the same id: its reviewers are those it had. */
function idOf(team: string, base: DesiredState, head: DesiredState): string | undefined {
  return [...head.teams, ...base.teams].find(({ name }) => name === team)?.id;
}

function reviewersOf(team: string | undefined, { teams }: DesiredState): readonly string[] | undefined {
  return teams.find(({ id }) => id === team)?.reviewers;
}

interface Element {
  readonly id: string;
  readonly team: string;
}

/** An event that moves is edited for both its owners. */
function editedByTeam(base: DesiredState, head: DesiredState): ReadonlyMap<string, readonly string[]> {
  const [before, after] = [elementsOf(base), elementsOf(head)];
  const edited = new Map<string, string[]>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(id), after.get(id)];
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    for (const team of new Set([was, is].flatMap((element) => element?.team ?? []))) {
      const ids = edited.get(team);
      if (ids === undefined) edited.set(team, [id]);
      else ids.push(id);
    }
  }
  return edited;
}

function elementsOf({ teams, topics, subscriptions }: DesiredState): ReadonlyMap<string, Element> {
  const elements: readonly Element[] = [
    ...teams.map((team) => ({ ...team, team: team.name })),
    ...topics,
    ...subscriptions.map(withoutOwners),
  ];
  return new Map(elements.map((element) => [element.id, element]));
}

/** Who owns an event is the owners' matter: the subscriber has changed nothing. */
function withoutOwners({ feeds, ...subscription }: Subscription): Element {
  return Object.assign(subscription, { feeds: feeds.map(({ owner: _, ownerKey: _key, ...feed }) => feed) });
}

/** The organization's name, its reviewers, and which teams there are. */
function editedOfTheWhole(base: DesiredState, head: DesiredState): readonly string[] {
  const [before, after] = [base, head].map(({ teams }) => new Set(teams.map(({ id }) => id)));
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return [
    ...(base.organization === head.organization && isSame(base.reviewers, head.reviewers) ? [] : ["organization"]),
    ...[...base.teams, ...head.teams].map(({ id }) => id).filter((id) => before?.has(id) !== after?.has(id)),
  ];
}
