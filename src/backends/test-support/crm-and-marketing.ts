import assert from "node:assert/strict";
import type { Json } from "../cloud-resource.ts";
import type { Made } from "./option-case.ts";

/** crm owns CREATED, and marketing reads it; each with what else is said of it. */
export function teams(subscription: string, event = "{}"): string {
  return `crm: { events: { CREATED: ${event} } }
marketing: { subscriptions: [{ event: CREATED, ${subscription} }] }`;
}

/** Asserts properties of one resource, as far as they are given. */
export function has(id: string, properties: Readonly<Record<string, Json | undefined>>): (made: Made) => void {
  return (made) => {
    const found = made.resource(id).properties;
    const given = Object.fromEntries(Object.keys(properties).map((key) => [key, found[key]]));
    assert.deepEqual(given, properties);
  };
}
