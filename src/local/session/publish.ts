import type { Attributes, Envelope } from "../clients/client.ts";
import { publication, teamNamed } from "./addresses.ts";
import { Mistake } from "./mistake.ts";
import type { Session } from "./session.ts";

/**
 * Publishes an event as a team.
 * @param reference `EVENT` or `team/EVENT`
 * @param key messages of one key are received in order, where the event is ordered
 * @throws Mistake for an unknown name; AccessRefused when the emulator refuses the team.
 */
export async function publishAs(
  session: Session,
  team: string,
  reference: string,
  data: unknown,
  attributes: Attributes,
  key?: string,
): Promise<Envelope> {
  const { manifests } = session.broughtUp;
  teamNamed(manifests, team);
  const { event, to } = publication(manifests, reference);
  const envelope = { topic: event, data };
  const client = await session.connectAs(team);
  try {
    await client.publish(to, envelope, attributes, key);
  } finally {
    await client.close();
  }
  return envelope;
}

/** @throws Mistake when the text is not JSON. */
export function parseData(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Mistake(`${source} is not JSON: ${(error as Error).message}`);
  }
}
