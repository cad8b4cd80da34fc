import { createRequire } from "node:module";
import { Provider } from "./provider.ts";
import type { ProviderPackage } from "./resource-type.ts";
import { serve } from "./serve.ts";

const PARENT_CHECK_MS = 1000;

/** Entry of the plugin process: `main.ts aws|gcp`. The engine reads the port from the first line of stdout. */
async function main(name: string | undefined): Promise<void> {
  endWith(process.ppid);
  const provider = new Provider(await load(name), process.env);
  const { version } = createRequire(import.meta.url)(`@pulumi/${name}/package.json`) as { version: string };
  process.stdout.write(`${await serve(provider, version)}\n`);
}

async function load(name: string | undefined): Promise<ProviderPackage> {
  if (name === "aws") return (await import("./aws/aws.ts")).aws;
  if (name === "gcp") return (await import("./gcp/gcp.ts")).gcp;
  throw new Error(`no local provider for the package "${name}"; there are aws and gcp`);
}

/** An engine that was killed cannot end its plugins; then the parent process becomes another one. */
function endWith(parent: number): void {
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, PARENT_CHECK_MS).unref();
}

await main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
