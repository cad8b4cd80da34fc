import type { Envelope } from "./client.ts";

/** @throws Error naming the message when its body is not `{"topic": …, "data": …}`. */
export function parseEnvelope(body: string, messageId: string): Envelope {
  const parsed = parseJson(body);
  if (parsed !== null && typeof parsed === "object" && "topic" in parsed && "data" in parsed) {
    const { topic, data } = parsed;
    if (typeof topic === "string") return { topic, data };
  }
  throw new Error(`message ${messageId} is not an envelope {"topic", "data"}: ${body.slice(0, 200)}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
