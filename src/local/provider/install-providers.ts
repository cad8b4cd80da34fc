import { chmod, mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PACKAGES = ["aws", "gcp"] as const;
const require = createRequire(import.meta.url);

/**
 * Makes the engine use the local providers: writes them as plugins of the versions that `@pulumi/aws` and
 * `@pulumi/gcp` ask for below `pulumiHome` (the engine's `PULUMI_HOME`), replacing what is there. The generated
 * scripts hold paths of this machine. The engine starts one process per provider and ends it.
 */
export async function installProviders(pulumiHome: string): Promise<void> {
  await Promise.all(PACKAGES.map((name) => install(pulumiHome, name)));
}

async function install(pulumiHome: string, name: string): Promise<void> {
  const { version } = require(`@pulumi/${name}/package.json`) as { version: string };
  const folder = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
  const file = join(folder, `pulumi-resource-${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.new`, script(name));
  await chmod(`${file}.new`, 0o755);
  await rename(`${file}.new`, file);
}

/** The engine shows what a plugin writes to stderr as a warning of the deployment, so the AWS SDK's note about future Node versions is switched off. */
function script(name: string): string {
  const isSource = import.meta.url.endsWith(".ts");
  const main = fileURLToPath(new URL(isSource ? "main.ts" : "main.js", import.meta.url));
  const loader = isSource ? ["--import", pathToFileURL(require.resolve("tsx")).href] : [];
  const command = [process.execPath, ...loader, main, name].map(quoted).join(" ");
  return `#!/bin/sh\nexport AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true\nexec ${command} "$@"\n`;
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
