import type { Properties } from "../input-property.ts";
import { recorded } from "../recorded.ts";
import type { ResourceType } from "../resource-type.ts";
import type { GcpConnection } from "./connection.ts";

/** A grant on something that the emulator has no policies for. `key` is the input that names it, by its full path. */
export function recordedGrant(token: string, key: string): ResourceType<GcpConnection> {
  return recorded<GcpConnection, Properties>({
    token,
    inputs: {
      [key]: { kind: "string", required: true, forceNew: true },
      role: { kind: "string", required: true, forceNew: true },
      member: { kind: "string", required: true, forceNew: true },
    },
    id: (_connection, values) => `${values[key]}/${values["role"]}/${values["member"]}`,
  });
}
