import { EnvironmentError } from "../environment-error.ts";
import { AccessRefused } from "./client.ts";

/** SNS says AuthorizationError, SQS and STS AccessDenied, EventBridge AccessDeniedException; for a key SNS says KMS and SQS Kms. */
const REFUSED = /^(AccessDenied|AuthorizationError|NotAuthorized|K(MS|ms)AccessDenied)(Exception)?$/;
const UNREACHABLE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)$|^TimeoutError$/;
const MISSING = /^(QueueDoesNotExist|NotFound|ResourceNotFound)(Exception)?$|NonExistentQueue$/;

/**
 * Runs calls of the AWS SDK and says in our words what went wrong.
 * @throws AccessRefused when the emulator refused the principal
 * @throws EnvironmentError when the emulator does not answer, or does not have what was asked for
 */
export async function talkingTo<Result>(endpoint: string, calls: () => Promise<Result>): Promise<Result> {
  try {
    return await calls();
  } catch (error) {
    throw explained(error, endpoint);
  }
}

function explained(error: unknown, endpoint: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (REFUSED.test(error.name)) return new AccessRefused(error.message, { cause: error });
  if (UNREACHABLE.test(code) || UNREACHABLE.test(error.name)) {
    return new EnvironmentError(
      `the AWS emulator at ${endpoint} does not answer (${code || error.name})`,
      "start the local stack again: topology local up",
      { cause: error },
    );
  }
  if (MISSING.test(error.name)) {
    return new EnvironmentError(
      `the AWS emulator does not have it: ${error.message}`,
      "bring the local stack up to date: topology local up",
      { cause: error },
    );
  }
  return error;
}
