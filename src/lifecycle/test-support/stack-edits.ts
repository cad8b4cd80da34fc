import type { Backend } from "../../backends/backend.ts";
import { principalOf } from "../../test-support/stack.ts";

/** A way to change the stack file. */
export interface StackEdit {
  readonly name: string;
  /** Key of the stack file, or of its place. */
  readonly covers: string;
  /** What the stack says beside the usual. */
  readonly more: (backend: Backend) => Readonly<Record<string, unknown>>;
}

interface Place {
  readonly [key: string]: unknown;
}

/** The stack's own place in tests, with something else in it. */
const PLACES: Readonly<Record<string, { readonly usual: Place; readonly other: Place }>> = {
  gcp: {
    usual: { project: "ar-events", projectNumber: "123456789012" },
    other: {
      project: "ar-elsewhere",
      projectNumber: "210987654321",
      enableServices: false,
      impersonate: "deployer@ar-events.iam.gserviceaccount.com",
      deployer: "serviceAccount:deployer@ar-events.iam.gserviceaccount.com",
      kmsKey: "projects/ar-keys/locations/global/keyRings/events/cryptoKeys/topics",
      storageRegions: ["europe-west3"],
      enforceInTransit: true,
      notify: ["projects/ar-events/notificationChannels/1234567890"],
    },
  },
  aws: {
    usual: { account: "111122223333", region: "eu-west-1" },
    other: {
      account: "999988887777",
      region: "us-east-1",
      organizationId: "o-a1b2c3d4e5",
      assumeRole: "arn:aws:iam::111122223333:role/deployer",
      kmsKey: "create",
      notify: "arn:aws:sns:eu-west-1:111122223333:alarms",
    },
  },
};

/** One edit for every key of the stack file and of the backend's place. */
export function stackEdits(backend: Backend): readonly StackEdit[] {
  const { usual, other } = PLACES[backend.placeKey] ?? { usual: {}, other: {} };
  const place = (value: Place) => ({ [backend.placeKey]: { ...usual, ...value } });
  return [
    { name: "labels", covers: "labels", more: () => ({ labels: { cost: "events" } }) },
    { name: "unprotected", covers: "protect", more: () => ({ protect: false }) },
    { name: "another service of a team", covers: "teams", more: () => ({ teams: team(backend, {}) }) },
    { name: "a team's own place", covers: "teams", more: () => ({ teams: team(backend, place(ownPlace(other))) }) },
    ...Object.keys(other)
      .filter((key) => key !== "projectNumber")
      .map((key) => ({ name: `place: ${key}`, covers: key, more: () => place(only(other, key)) })),
    ...(backend.placeKey === "gcp" ? [pushed(backend, place)] : []),
    { name: "raised limits", covers: "quotas", more: () => ({ quotas: {} }) },
    {
      name: "an event that exists",
      covers: "existing",
      more: () => ({ existing: { events: { CUSTOMER_DELETE: EXISTING[backend.name] } } }),
    },
  ];
}

const EXISTING: Readonly<Record<string, object>> = {
  "gcp-pubsub": { topic: "projects/ar-events/topics/hub" },
  "aws-sns-sqs": { topic: "arn:aws:sns:eu-west-1:111122223333:hub" },
  "aws-eventbridge": {
    eventBus: "arn:aws:events:eu-west-1:111122223333:event-bus/hub",
    source: "hub",
    detailType: "CUSTOMER_DELETE",
  },
};

/** What belongs together, or the place would not be legal. */
function only(other: Place, key: string): Place {
  const keys =
    key === "project" ? [key, "projectNumber"] : key === "enforceInTransit" ? [key, "storageRegions"] : [key];
  return Object.fromEntries(keys.map((name) => [name, other[name]]));
}

function ownPlace(other: Place): Place {
  return "project" in other ? only(other, "project") : only(other, "account");
}

function team(backend: Backend, own: object): object {
  const names = ["crm", "marketing", "data-analysis"];
  const usual = names.map((name) => [name, { principals: [principalOf(backend, name)] }]);
  const marketing = { principals: [principalOf(backend, "marketing"), principalOf(backend, "mailer")], ...own };
  return { ...Object.fromEntries(usual), marketing };
}

function pushed(backend: Backend, place: (value: Place) => object): StackEdit {
  const push = {
    projection: {
      endpoint: "https://marketing.example/events",
      serviceAccount: "pusher@ar-events.iam.gserviceaccount.com",
    },
  };
  return { name: "push", covers: "push", more: () => ({ teams: team(backend, place({ push })) }) };
}
