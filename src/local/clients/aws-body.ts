/** What the body of a queue's message carries: the published text, and the attributes where it has them. */
export interface Carried {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Takes off what the cloud put around a message: nothing after raw delivery and after a target's input path, SNS's
 * notification without raw delivery, the whole event where a target has no input path or could not be delivered to.
 */
export function carried(body: string): Carried {
  const parsed = parseObject(body);
  if (parsed?.["Type"] === "Notification" && typeof parsed["Message"] === "string") {
    const attributes = Object.entries(object(parsed["MessageAttributes"]));
    return {
      text: parsed["Message"],
      attributes: strings(attributes.map(([name, value]) => [name, object(value)["Value"]])),
    };
  }
  const detail = object(parsed?.["detail"]);
  if (typeof parsed?.["detail-type"] === "string" && detail["message"] !== undefined)
    return {
      text: JSON.stringify(detail["message"]),
      attributes: strings(Object.entries(object(detail["attributes"]))),
    };
  return { text: body, attributes: {} };
}

function strings(entries: readonly (readonly [string, unknown])[]): Record<string, string> {
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, string] => typeof entry[1] === "string"),
  );
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined;
  }
}
