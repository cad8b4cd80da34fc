import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../test-support/compiled.ts";
import { unknownName } from "./selection.ts";

const { desired } = await compiled({
  version: 1,
  organization: "ar",
  teams: { crm: { events: { CREATED: {} } }, marketing: {} },
});

test("what there is needs no word", () => {
  assert.equal(unknownName(desired, { of: "all" }), undefined);
  assert.equal(unknownName(desired, { of: "team", team: "crm" }), undefined);
  assert.equal(unknownName(desired, { of: "event", event: "CREATED", depth: 1 }), undefined);
});

test("what there is not is told with what may be meant, or with what there is", () => {
  assert.equal(
    unknownName(desired, { of: "team", team: "marketng" }),
    'there is no team marketng; did you mean "marketing"?',
  );
  assert.equal(unknownName(desired, { of: "team", team: "zzz" }), "there is no team zzz; the teams are crm, marketing");
  assert.equal(
    unknownName(desired, { of: "event", event: "created", depth: 1 }),
    'there is no event created; did you mean "CREATED"?',
  );
  assert.equal(
    unknownName({ ...desired, topics: [] }, { of: "event", event: "X", depth: 1 }),
    "there is no event X; there are no events",
  );
});
