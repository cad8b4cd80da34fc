import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPython } from "../build/python.ts";
import { pythonPackages } from "../build/python-packages.ts";
import type { Progress } from "../progress.ts";
import { type Server, startServer } from "../server.ts";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

/** An AWS emulator that speaks TLS, as AWS does: queue and topic policies may refuse anything else. */
export interface AwsEmulator extends Server {
  /** PEM file with the certificate a client must trust. */
  readonly certificateFile: string;
}

/** The same place from `src` and from `dist`. */
const TOOLS = fileURLToPath(new URL("../../../tools/ministack/", import.meta.url));
const PACKAGES = {
  name: "ministack",
  label: "the AWS emulator (MiniStack)",
  requirements: join(TOOLS, "requirements.txt"),
};
const CERTIFICATE_DAYS = 365;
/** What an interpreter needs from the user's environment. The rest is left out: MiniStack reads many variables. */
const PASSED_ON = ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

/**
 * Starts MiniStack on a free port of 127.0.0.1, with IAM enforced. It installs it first where that was not done yet.
 * All state is in its memory; what it writes goes into the folder `ministack` beside `logFile`.
 * @throws EnvironmentError without a fitting Python, when pip fails, or when the server does not come up.
 */
export async function startMinistack(options: {
  readonly logFile: string;
  readonly progress: Progress;
  /** Where Python, pip's settings and the cache folder are looked up; this process's own unless given. */
  readonly environment?: NodeJS.ProcessEnv;
}): Promise<AwsEmulator> {
  const environment = options.environment ?? process.env;
  const python = await findPython(environment);
  const packages = await pythonPackages(python, PACKAGES, { progress: options.progress, environment });
  options.progress("starting the AWS emulator");
  const folder = join(dirname(options.logFile), "ministack");
  const { certificateFile, keyFile } = await writeCertificate(folder);
  const server = await startServer({
    name: "AWS emulator",
    command: python.executable,
    // Isolated from the user's settings and site-packages; no byte code beside serve.py.
    args: ["-I", "-S", "-B", join(TOOLS, "serve.py"), packages],
    env: {
      ...passedOn(environment),
      ...settings(folder),
      MINISTACK_SSL_CERT: certificateFile,
      MINISTACK_SSL_KEY: keyFile,
    },
    logFile: options.logFile,
    ready: /Running on (https:\/\/127\.0\.0\.1:\d+)/,
  });
  return { ...server, certificateFile };
}

function settings(folder: string): NodeJS.ProcessEnv {
  return {
    AUTH: "true",
    BIND_HOST: "127.0.0.1",
    MINISTACK_HOST: "127.0.0.1",
    GATEWAY_PORT: "0",
    USE_SSL: "1",
    // Listeners on fixed ports of all addresses that come with TLS.
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
    TMPDIR: folder,
    STATE_DIR: join(folder, "state"),
    S3_DATA_DIR: join(folder, "s3"),
  };
}

async function writeCertificate(folder: string) {
  const certificateFile = join(folder, "server.crt");
  const keyFile = join(folder, "server.key");
  const { certificate, privateKey } = await selfSignedCertificate("event-topology AWS emulator", CERTIFICATE_DAYS);
  await mkdir(folder, { recursive: true });
  await writeFile(certificateFile, certificate);
  await writeFile(keyFile, privateKey, { mode: 0o600 });
  await chmod(keyFile, 0o600);
  return { certificateFile, keyFile };
}

function passedOn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PASSED_ON.filter((name) => environment[name] !== undefined).map((name) => [name, environment[name]]),
  );
}
