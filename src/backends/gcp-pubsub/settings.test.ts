import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { gcpPlaceSchema } from "./place-schema.ts";
import { gcpPrincipal } from "./settings.ts";

const validate = new Ajv2020({ strict: true }).compile(gcpPlaceSchema);

for (const [place, good] of [
  [{ project: "ar-events", projectNumber: "123456789012" }, true],
  [{ project: "example.com:ar-events", projectNumber: "1", enableServices: false }, true],
  [{ project: "ar-events", projectNumber: "1", impersonate: "deployer@ar-events.iam.gserviceaccount.com" }, true],
  [{ project: "ar-events", projectNumber: "1", deployer: "serviceAccount:ci@ar-events.iam.gserviceaccount.com" }, true],
  [{ project: "ar-events", projectNumber: "1", impersonate: "serviceAccount:ci@ar.example" }, false],
  [{ project: "ar-events", projectNumber: "1", deployer: "allUsers" }, false],
  [{ project: "ar-events" }, false],
  [{ projectNumber: "123456789012" }, false],
  [{ project: "ar-events", projectNumber: 123456789012 }, false],
  [{ project: "ar-events", projectNumber: "012" }, false],
  [{ project: "ar-events", projectNumber: "12a" }, false],
  [{ project: "Ar-Events", projectNumber: "12" }, false],
  [{ project: "short", projectNumber: "12" }, false],
  [{ project: "ends-with-dash-", projectNumber: "12" }, false],
  [{ project: "ar-events", projectNumber: "12", region: "eu" }, false],
] as const) {
  test(`${JSON.stringify(place)} is ${good ? "a place" : "refused"}`, () => assert.equal(validate(place), good));
}

test("every property says what it is", () => {
  for (const property of Object.values(gcpPlaceSchema.properties)) assert.ok(property.description.length > 20);
});

for (const [member, good] of [
  [gcpPrincipal.example, true],
  ["serviceAccount:crm@example.com.my-project.iam.gserviceaccount.com", true],
  ["serviceAccount:my-project.svc.id.goog[crm/publisher]", true],
  ["group:crm-services@example.com", true],
  ["user:o'hara+test@example.co.th", true],
  ["principal://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/subject/repo:a/b:ref", true],
  ["principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/group/crm", true],
  ["principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/*", false],
  ["allUsers", false],
  ["allAuthenticatedUsers", false],
  ["domain:example.com", false],
  ["projectOwner:my-project", false],
  ["deleted:serviceAccount:crm@p.iam.gserviceaccount.com?uid=1", false],
  ["serviceAccount:crm", false],
  ["serviceAccount:CRM@my-project.iam.gserviceaccount.com", false],
  ["crm@my-project.iam.gserviceaccount.com", false],
  ["serviceAccount:crm@my-project.iam.gserviceaccount.com\nallUsers", false],
  ["", false],
] as const) {
  test(`${JSON.stringify(member)} is ${good ? "a principal" : "refused"}`, () => {
    assert.equal(gcpPrincipal.pattern.test(member), good);
    // JSON Schema validators compile the source with the flag u.
    assert.equal(new RegExp(gcpPrincipal.pattern.source, "u").test(member), good);
  });
}
