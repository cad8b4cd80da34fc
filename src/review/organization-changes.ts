import type { Change } from "./change.ts";
import type { Comparison } from "./comparison.ts";
import { detail, listed } from "./detail.ts";

const RENAMED =
  "Every name in the cloud begins with the organization: all topics and queues would be made anew, which the deploy refuses, for the messages in the old ones would be lost.";
const REVIEWERS = "Others than before approve changes.";

/** What belongs to no team. */
export function organizationChanges({ base, head }: Comparison): readonly Change[] {
  if (!base.present || !head.present || !base.complete || !head.complete) return [];
  const organization = detail("organization", base.desired.organization, head.desired.organization);
  const reviewers = detail("reviewers", listed(base.desired.reviewers), listed(head.desired.reviewers));
  const about = { id: "organization", team: "", teams: [] } as const;
  return [
    ...organization.map(
      (one): Change => ({
        ...about,
        kind: "organization-changed",
        severity: "dangerous",
        summary: "the organization has another name",
        details: [one],
        reason: RENAMED,
      }),
    ),
    ...reviewers.map(
      (one): Change => ({
        ...about,
        kind: "reviewers-changed",
        severity: "attention",
        summary: "what belongs to no team has other reviewers",
        details: [one],
        reason: REVIEWERS,
      }),
    ),
  ];
}
