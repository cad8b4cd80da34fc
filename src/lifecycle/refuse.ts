import { type Diagnostic, sortDiagnostics } from "../diagnostic.ts";
import { type Edit, refusedIn } from "./edit.ts";
import type { Explain } from "./explain.ts";
import { changedMapping } from "./refusals/changed-mapping.ts";
import { eventRefusals } from "./refusals/event-refusals.ts";
import { handedOver } from "./refusals/handed-over.ts";
import { movedTeams } from "./refusals/moved-teams.ts";
import { nowExisting } from "./refusals/now-existing.ts";
import { queueRefusals } from "./refusals/queue-refusals.ts";
import { renamedOrganization } from "./refusals/renamed-organization.ts";
import { renamedTeams } from "./refusals/renamed-teams.ts";
import { unexplained } from "./refusals/unexplained.ts";

/** From the reason of many to the reason of one: a team with a new name is told once, not queue by queue. */
const EXPLAIN: readonly Explain[] = [
  changedMapping,
  nowExisting,
  renamedOrganization,
  renamedTeams,
  movedTeams,
  eventRefusals,
  queueRefusals,
  unexplained,
];

/**
 * Errors for all that an edit would lose messages with, at the line that has to be changed, with what to write there.
 * An edit without any can be deployed.
 */
export function refuse(edit: Edit): readonly Diagnostic[] {
  let left = refusedIn(edit);
  const diagnostics: Diagnostic[] = [];
  for (const explain of EXPLAIN) {
    const explained = explain(edit, left);
    diagnostics.push(...explained.diagnostics);
    left = explained.left;
  }
  // With another organization every bus has another name: that is told already.
  const isTold = diagnostics.some(({ code }) => code === "organization-is-in-names");
  return sortDiagnostics([...diagnostics, ...(isTold ? [] : handedOver(edit))]);
}
