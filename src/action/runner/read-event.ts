import { readFile } from "node:fs/promises";
import { EnvironmentError } from "../../local/environment-error.ts";

/** The payload of the event that started the workflow, undefined when there is none. */
export async function readEvent(path: string | undefined): Promise<unknown> {
  if (!path) return undefined;
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new EnvironmentError(
      `the event's payload cannot be read: ${(error as Error).message}`,
      "run this action on a runner of GitHub Actions, which sets GITHUB_EVENT_PATH",
      { cause: error },
    );
  }
}
