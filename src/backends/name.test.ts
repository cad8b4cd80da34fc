import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../test-support/fast-check.ts";
import { composeName } from "./name.ts";

const sqs = { legal: /[A-Za-z0-9_-]/, limit: 75 };

test("a name that can be read in one way is plain", () => {
  assert.equal(composeName(sqs, ["ar", "marketing", "CUSTOMER_CREATED"]), "ar_marketing_CUSTOMER_CREATED");
  assert.equal(composeName(sqs, ["ar", "marketing", "CUSTOMER_CREATED"], "dlq"), "ar_marketing_CUSTOMER_CREATED-dlq");
});

test("what is replaced, cut or could be mistaken gets a hash", () => {
  assert.match(
    composeName(sqs, ["ar", "prisons", "prison-visit.booked"]),
    /^ar_prisons_prison-visit-booked-[0-9a-f]{8}$/,
  );
  assert.match(composeName(sqs, ["ar", "a", "x".repeat(80)], "dlq"), /^ar_a_x+-[0-9a-f]{8}-dlq$/);
  assert.equal(composeName(sqs, ["ar", "a", "x".repeat(80)], "dlq").length, 75);
  assert.match(composeName(sqs, ["ar", "a", "X-dlq"]), /^ar_a_X-dlq-[0-9a-f]{8}$/);
});

test("names are legal, stable, and distinct for distinct parts and suffixes", () => {
  const last = fc.oneof(
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,90}$/),
    fc.constantFrom("a-dlq", "a", "a.b", "a-b", "a_b"),
  );
  const part = fc.stringMatching(/^[a-c](-[a-c]){0,2}$/);
  const input = fc.tuple(part, part, last, fc.constantFrom("", "dlq", "undeliverable"));
  fc.assert(
    fc.property(fc.array(input, { minLength: 2, maxLength: 20 }), (inputs) => {
      const names = new Map<string, string>();
      for (const [organization, team, queue, suffix] of inputs) {
        const name = composeName(sqs, [organization, team, queue], suffix);
        assert.match(name, /^[A-Za-z0-9_-]{1,75}$/);
        assert.equal(composeName(sqs, [organization, team, queue], suffix), name);
        const key = JSON.stringify([organization, team, queue, suffix]);
        assert.equal(names.get(name) ?? key, key);
        names.set(name, key);
      }
    }),
  );
});
