import { randomUUID } from "node:crypto";
import { canonicalJson, type Json } from "../../backends/cloud-resource.ts";
import type { Envelope } from "../clients/client.ts";
import type { Check } from "./check.ts";

/** Data of a message: whatever it tells, its id is used once in the whole world. */
export type Data = { readonly id: string } & { readonly [key: string]: Json };

/** @param prefix a letter that says what it is the id of */
export function uniqueId(prefix: string): string {
  return `${prefix}-${randomUUID()}`;
}

/** That exactly these messages came to a queue, in whatever order, and none twice. */
export function receivedCheck(queue: string, expected: readonly Envelope[], received: readonly Envelope[]): Check {
  const [published, came] = [expected.map(toJson), inOrderOf(expected, received)];
  return {
    subject: `${queue} received`,
    expected: published,
    received: came,
    words: came.length === 0 ? "nothing" : came.map(inWords).join(", "),
  };
}

/** Clouds promise no order of arrival, so what came is put in the order in which it was published; strangers go last. */
function inOrderOf(expected: readonly Envelope[], received: readonly Envelope[]): readonly Json[] {
  const order = expected.map((envelope) => canonicalJson(toJson(envelope)));
  const place = (envelope: Json) => order.indexOf(canonicalJson(envelope)) >>> 0;
  return received.map(toJson).sort((a, b) => place(a) - place(b));
}

/** As it looks once it has been on the wire. */
function toJson(envelope: Envelope): Json {
  return JSON.parse(JSON.stringify(envelope)) as Json;
}

/** Topic and the beginning of the id: `CUSTOMER_CREATED c-1f0a2b3c`. */
function inWords(envelope: Json): string {
  const { topic, data } = Object(envelope) as { readonly topic?: string; readonly data?: { readonly id?: string } };
  return `${topic} ${String(data?.id).slice(0, 10)}`;
}
