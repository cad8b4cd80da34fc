import { EnvironmentError } from "../environment-error.ts";
import { AccessRefused } from "./client.ts";

/** gRPC status codes (grpc/doc/statuscodes.md). */
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const PERMISSION_DENIED = 7;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** What an error of Google's client library means: AccessRefused, EnvironmentError, or itself when neither fits. */
export function explained(error: unknown, endpoint: string): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const said = "details" in error && typeof error.details === "string" ? error.details : error.message;
  switch (error.code) {
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return new AccessRefused(said, { cause: error });
    case UNAVAILABLE:
    case DEADLINE_EXCEEDED:
      return new EnvironmentError(
        `the Pub/Sub emulator at ${endpoint} does not answer`,
        "start the local stack again: topology local up",
        { cause: error },
      );
    case NOT_FOUND:
      return new EnvironmentError(
        `the Pub/Sub emulator does not have it: ${said}`,
        "bring the local stack up to date: topology local up",
        { cause: error },
      );
    default:
      return error;
  }
}
