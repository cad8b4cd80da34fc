import { setTimeout as sleep } from "node:timers/promises";
import { GitHubError } from "./github-error.ts";

const ATTEMPTS = 4;
const FIRST_WAIT_SECONDS = 0.5;
const LONGEST_WAIT_SECONDS = 30;

/**
 * Runs an operation again when what failed may pass: up to four times, waiting as long as GitHub asks, else 0.5, 1 and 2 s.
 * A wait of more than 30 s is not worth the runner's time. The operation has to find out itself what the attempt
 * before achieved: a request can succeed and its answer get lost.
 */
export async function retrying<T>(
  operation: () => Promise<T>,
  wait: (seconds: number) => Promise<unknown> = (seconds) => sleep(seconds * 1000),
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.isPassing || attempt === ATTEMPTS) throw error;
      const seconds = error.retryAfter ?? FIRST_WAIT_SECONDS * 2 ** (attempt - 1);
      if (seconds > LONGEST_WAIT_SECONDS) throw error;
      await wait(seconds);
    }
  }
}
