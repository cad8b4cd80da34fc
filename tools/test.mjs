/**
 * `npm test`: everything that continuous integration checks, in one command; what is cheap and says most comes first.
 * All steps run even when one fails. `npm test -- --unit` leaves out what starts engines, emulators or compilers.
 */
import { spawnSync } from "node:child_process";

const unknown = process.argv.slice(2).filter((argument) => argument !== "--unit");
if (unknown.length > 0) {
  process.stderr.write(`error: unknown argument ${unknown.join(" ")}\nusage: npm test [-- --unit]\n`);
  process.exit(2);
}
const unitOnly = process.argv.includes("--unit");

const steps = [
  { name: "build", command: "npm", args: ["run", "--silent", "build"] },
  { name: "format and lint", command: "npm", args: ["run", "--silent", "lint"] },
  { name: "types", command: "npm", args: ["run", "--silent", "types"] },
  { name: "directions", command: "npm", args: ["run", "--silent", "directions"] },
  ...(unitOnly ? [] : goSteps("tools/pubsub-emulator")),
  {
    name: unitOnly ? "unit tests" : "unit and end-to-end tests",
    command: process.execPath,
    args: ["--import", "tsx", "tools/run-tests.mjs", ...(unitOnly ? ["--unit"] : [])],
  },
];

const failed = [];
for (const { name, command, args, cwd = "." } of steps) {
  process.stdout.write(`\n── ${name}: ${[command === process.execPath ? "node" : command, ...args].join(" ")}\n`);
  const { status, signal, error } = spawnSync(command, args, {
    cwd: new URL(`${cwd}/`, new URL("../", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (signal === "SIGINT" || signal === "SIGTERM") process.exit(130);
  if (status === 0) continue;
  failed.push(name);
  process.stderr.write(`✖ ${name} failed${error ? `: ${error.message}` : ""}\n`);
}
if (failed.length > 0) {
  process.stderr.write(`\nerror: ${failed.join(", ")} failed\n`);
  process.exitCode = 1;
}

/** The tests of a Go program, where there is a Go. Nothing else needs one but the end-to-end tests, which say so. */
function goSteps(cwd) {
  if (spawnSync("go", ["version"], { stdio: "ignore" }).status === 0)
    return [{ name: "Go tests", command: "go", args: ["test", "./..."], cwd }];
  process.stdout.write(`skipped: the Go tests of ${cwd}, since there is no go on the PATH (https://go.dev/dl)\n`);
  return [];
}
