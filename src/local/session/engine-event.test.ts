import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineEvent } from "@pulumi/pulumi/automation/events.js";
import { changes, changesInWords } from "./changes.ts";
import { operationOf, plain, readEvents } from "./engine-event.ts";

const URN = "urn:pulumi:local::event-topology::gcp:pubsub/topic:Topic::topic:CUSTOMER_CREATED";

function done(op: string, custom: boolean, urn = URN): EngineEvent {
  const state = { type: "t", urn, custom, id: "", parent: "", inputs: {}, outputs: {}, provider: "" };
  const metadata = { op, urn, type: "gcp:pubsub/topic:Topic", provider: "", new: state };
  return { sequence: 1, timestamp: 1, resOutputsEvent: { metadata } } as unknown as EngineEvent;
}

test("an operation carries the id that the program gave", () => {
  assert.deepEqual(operationOf(done("create", true)), {
    op: "create",
    urn: URN,
    type: "gcp:pubsub/topic:Topic",
    id: "topic:CUSTOMER_CREATED",
    custom: true,
  });
});

test("an event of another kind is no operation", () => {
  assert.equal(operationOf({ sequence: 1, timestamp: 1, cancelEvent: {} }), undefined);
});

test("errors are told once, with what they are about and without colours", () => {
  const event = {
    message: "<{%fg 1%}>connection refused<{%reset%}>\n",
    color: "raw",
    severity: "error",
    urn: URN,
  } as const;
  const said = { sequence: 1, timestamp: 1, diagnosticEvent: event } as const;
  const warned = { ...said, diagnosticEvent: { ...event, severity: "warning" } } as const;
  assert.deepEqual(readEvents([said, said, warned]).errors, ["topic:CUSTOMER_CREATED: connection refused"]);
});

test("the last summary counts", () => {
  const summaryEvent = { maybeCorrupt: false, durationSeconds: 1, resourceChanges: { create: 2 }, policyPacks: {} };
  assert.deepEqual(readEvents([{ sequence: 1, timestamp: 1, summaryEvent }]).changes, { create: 2 });
  assert.deepEqual(readEvents([]).changes, {});
});

test("only what stands for something in the cloud is counted", () => {
  const report = readEvents([done("create", true), done("create", false), done("same", true), done("refresh", true)]);
  assert.deepEqual(changes(report), { create: 1, same: 1, refresh: 1 });
  assert.equal(changesInWords(report), "1 created, 1 unchanged");
  assert.equal(changesInWords(readEvents([])), "no resources");
});

test("marks of colour are removed wherever they are", () => {
  assert.equal(plain("a<{%bold%}>b<{%reset%}>c <{x}>"), "abc <{x}>");
});
