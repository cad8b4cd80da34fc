import assert from "node:assert/strict";
import { type CloudResource, canonicalJson, type Json } from "../../cloud-resource.ts";
import { parsed } from "./input.ts";

const DOCUMENTS = ["policy", "redrivePolicy", "redriveAllowPolicy", "filterPolicy", "eventPattern"] as const;

/** What must hold for the resources of every topology, whatever the AWS backend. */
export function assertLaws(resources: readonly CloudResource[]): void {
  idsAreDistinctAndSorted(resources);
  dependenciesExistAndComeFirst(resources);
  namesAreLegal(resources);
  documentsAreCanonical(resources);
  nothingIsAllowedToEverybody(resources);
  eachQueueHasOnePolicy(resources);
}

function idsAreDistinctAndSorted(resources: readonly CloudResource[]): void {
  const ids = resources.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].sort());
}

function dependenciesExistAndComeFirst(resources: readonly CloudResource[]): void {
  const created = new Set<string>();
  let waiting = resources;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) => dependsOn.every((id) => created.has(id)));
    assert.notEqual(ready.length, 0, `${waiting[0]?.id} waits for something that does not come`);
    for (const { id } of ready) created.add(id);
    waiting = waiting.filter(({ id }) => !created.has(id));
  }
  for (const { id, deletedWith } of resources) assert.ok(deletedWith === undefined || created.has(deletedWith), id);
}

const LEGAL: Readonly<Record<string, RegExp>> = {
  "aws:sqs/queue:Queue": /^[A-Za-z0-9_-]{1,80}$/,
  "aws:sns/topic:Topic": /^[A-Za-z0-9_-]{1,256}$/,
  "aws:cloudwatch/eventBus:EventBus": /^[.\-_A-Za-z0-9]{1,256}$/,
  "aws:cloudwatch/eventRule:EventRule": /^[.\-_A-Za-z0-9]{1,64}$/,
  "aws:iam/rolePolicy:RolePolicy": /^[\w+=,.@-]{1,128}$/,
};

function namesAreLegal(resources: readonly CloudResource[]): void {
  for (const [type, legal] of Object.entries(LEGAL)) {
    const named = resources.filter((resource) => resource.type === type);
    for (const { name, properties } of named) {
      assert.match(name, legal);
      assert.equal(properties["name"], name);
    }
    const places = named.map(({ name, properties }) => [properties["eventBusName"], properties["role"], name].join());
    assert.equal(new Set(places).size, places.length, `two of ${type} have one name`);
  }
}

function documentsAreCanonical(resources: readonly CloudResource[]): void {
  for (const { id, properties } of resources) {
    for (const key of DOCUMENTS) {
      const text = properties[key];
      if (typeof text === "string") assert.equal(canonicalJson(JSON.parse(text) as Json), text, `${key} of ${id}`);
    }
  }
}

function nothingIsAllowedToEverybody(resources: readonly CloudResource[]): void {
  for (const { id, properties } of resources) {
    if (typeof properties["policy"] !== "string") continue;
    const { Version, Statement } = parsed(properties["policy"]);
    assert.equal(Version, "2012-10-17");
    assert.equal(
      new Set(Statement.map(({ Sid }) => Sid)).size,
      Statement.length,
      `two statements of ${id} share a Sid`,
    );
    for (const statement of Statement) {
      assert.match(statement.Sid, /^[A-Za-z0-9]{1,64}$/);
      if (statement.Effect === "Allow") assert.doesNotMatch(JSON.stringify(statement), /[*?]/, id);
    }
  }
}

function eachQueueHasOnePolicy(resources: readonly CloudResource[]): void {
  const named = (type: string) => resources.filter((resource) => resource.type === type).map(({ name }) => name);
  assert.deepEqual(named("aws:sqs/queuePolicy:QueuePolicy").sort(), named("aws:sqs/queue:Queue").sort());
}

/** Invariant 1: what was there stays as it is, to the letter, for every team but those named. */
export function assertNothingChanged(
  before: readonly CloudResource[],
  after: readonly CloudResource[],
  except: string,
): void {
  const now = new Map(after.map((resource) => [resource.id, resource]));
  for (const resource of before) {
    if (resource.team !== except) assert.deepEqual(now.get(resource.id), resource);
  }
}
