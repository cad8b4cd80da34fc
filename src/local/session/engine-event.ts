import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";

/** One resource as the engine left it after a run. */
export interface Operation {
  /** The engine's own word: `same`, `create`, `update`, `replace`, `delete`, `refresh`, … */
  readonly op: string;
  readonly urn: string;
  /** Pulumi type token. */
  readonly type: string;
  /** Logical name: the id of the resource. */
  readonly id: string;
  /** False for components, which group resources and stand for nothing in the cloud. */
  readonly custom: boolean;
}

/** What a run of the engine said in its event log. */
export interface EngineReport {
  readonly operations: readonly Operation[];
  /** Number of resources by operation, as the engine sums them up; components included. Empty when it did not get that far. */
  readonly changes: Readonly<Record<string, number>>;
  /** Errors in the engine's words, without colours. */
  readonly errors: readonly string[];
}

export function readEvents(events: readonly EngineEvent[]): EngineReport {
  const summary = events.findLast((event) => event.summaryEvent !== undefined)?.summaryEvent;
  return {
    operations: events.flatMap((event) => operationOf(event) ?? []),
    changes: { ...(summary?.resourceChanges as Record<string, number> | undefined) },
    errors: unique(events.flatMap((event) => errorOf(event) ?? [])),
  };
}

/** The operation that an event reports as done; undefined for an event that reports something else. */
export function operationOf(event: EngineEvent): Operation | undefined {
  const done = event.resOutputsEvent;
  if (done === undefined || done.planning === true) return undefined;
  const { op, urn, type, new: after, old: before } = done.metadata;
  return { op, urn, type, id: urn.split("::").slice(3).join("::"), custom: (after ?? before)?.custom === true };
}

function errorOf(event: EngineEvent): string | undefined {
  const said = event.diagnosticEvent;
  if (said?.severity !== "error") return undefined;
  const about = said.urn === undefined ? "" : `${said.urn.split("::").slice(3).join("::")}: `;
  return about + plain(said.message).trim();
}

/** Without the engine's colour marks (`<{%fg 1%}>`). */
export function plain(text: string): string {
  return text.replace(/<\{%[^%]*%\}>/g, "");
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}
