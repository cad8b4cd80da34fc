import type { Diagnostic } from "../../diagnostic.ts";
import type { BackendInput } from "../backend.ts";
import type { GcpPlace } from "./settings.ts";

/** Warns once for each team whose alarms nobody would hear. */
export function checkAlarms({ desired, origins, stack }: BackendInput<GcpPlace>): readonly Diagnostic[] {
  const told = new Set<string>();
  return desired.subscriptions.flatMap(({ id, team: name, queue, alarms = {} }): readonly Diagnostic[] => {
    const { deadLetters, oldestMessageSeconds } = alarms;
    if ((deadLetters ?? oldestMessageSeconds) === undefined || told.has(name)) return [];
    told.add(name);
    if (stack.placeOf(name).notify !== undefined) return [];
    return [
      {
        code: "alarm-without-channel",
        severity: "warning",
        message: `the alarms of ${name}/${queue} go off where nobody is told; add event-topology:teams.${name}.gcp.notify with the team's notification channels`,
        span: origins.get(id) ?? stack.spanOf(["teams", name, "gcp"]),
      },
    ];
  });
}
