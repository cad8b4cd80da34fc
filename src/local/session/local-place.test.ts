import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { backends } from "../../backends/registry.ts";
import { fc } from "../../test-support/fast-check.ts";
import { localPlace } from "./local-place.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,40}(-[a-z0-9]{1,20})?$/);

for (const backend of backends) {
  test(`${backend.name}: teams are principals as the backend wants them, distinct for distinct teams`, () => {
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (organization, teams) => {
        const place = localPlace(backend.name, organization);
        const principals = teams.map((team) => place?.principal(team) ?? "");
        for (const principal of principals) assert.match(principal, backend.principal.pattern);
        assert.equal(new Set(principals).size, teams.length);
      }),
    );
  });

  test(`${backend.name}: the place is one that its backend accepts`, () => {
    const place = localPlace(backend.name, "ar");
    assert.equal(place?.key, backend.placeKey);
    assert.equal(place?.ownPlace("crm"), undefined);
  });

  test(`${backend.name}: in accounts of their own the places are legal, distinct, and those of the teams' principals`, () => {
    const validate = new Ajv2020({ strict: true }).compile(backend.placeSchema);
    fc.assert(
      fc.property(name, fc.uniqueArray(name, { minLength: 2, maxLength: 8 }), (organization, teams) => {
        const place = localPlace(backend.name, organization, "own");
        assert.ok(place);
        const places = [place.place, ...teams.map((team) => ({ ...place.place, ...place.ownPlace(team) }))];
        for (const one of places) assert.ok(validate(one), JSON.stringify(validate.errors));
        for (const key of ["project", "projectNumber", "account"].filter((key) => key in place.place))
          assert.equal(new Set(places.map((one) => one[key])).size, teams.length + 1, key);
        for (const team of teams) {
          const { project, account } = place.ownPlace(team) ?? {};
          assert.match(place.principal(team), backend.principal.pattern);
          assert.ok(place.principal(team).includes(String(project ?? account)));
        }
      }),
    );
  });
}

test("a project id is legal whatever the organization is called", () => {
  for (const organization of ["ar", "a", "x".repeat(60), "A_B", "9lives"])
    assert.match(
      String(localPlace("gcp-pubsub", organization)?.place["project"]),
      /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      organization,
    );
});

test("the project of the example is called after its organization", () => {
  assert.equal(localPlace("gcp-pubsub", "ar")?.place["project"], "ar-local");
  assert.equal(localPlace("gcp-pubsub", "ar")?.principal("crm"), "serviceAccount:crm@ar-local.iam.gserviceaccount.com");
  assert.equal(localPlace("aws-sns-sqs", "ar")?.principal("crm"), "arn:aws:iam::111111111111:role/crm");
});

test("an unknown backend has no local stack", () => {
  assert.equal(localPlace("carrier-pigeon", "ar"), undefined);
});
