/**
 * Runs the tests beside the sources with Node's own runner and reporter: pure ones side by side, then those that start
 * engines and emulators one after the other, as they share the machine. One report and one summary for both.
 * Start it as `node --import tsx tools/run-tests.mjs [--unit] [FILE…]`: the runner hands `--import tsx` to each test.
 */
import { availableParallelism } from "node:os";
import { Readable } from "node:stream";
import { run } from "node:test";
import { spec as Spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";
import { glob } from "tinyglobby";

const MINUTE = 60_000;
const root = fileURLToPath(new URL("..", import.meta.url));
const unitOnly = process.argv.includes("--unit");
const named = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const all = (
  await glob(named.length > 0 ? named : ["src/**/*.test.ts", "tools/**/*.test.ts"], { cwd: root, absolute: true })
).sort();
const isEndToEnd = (file) => file.endsWith(".e2e.test.ts");

const batches = [
  { files: all.filter((file) => !isEndToEnd(file)), concurrency: availableParallelism(), timeout: 20 * MINUTE },
  { files: unitOnly ? [] : all.filter(isEndToEnd), concurrency: 1, timeout: 30 * MINUTE },
].filter((batch) => batch.files.length > 0);

if (batches.length === 0) {
  process.stderr.write("error: there are no tests to run\n");
  process.exit(1);
}

const TOTAL = /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/;
const totals = new Map();

/** The events of all batches, with their totals added up into one. */
async function* events() {
  for (const batch of batches) {
    for await (const event of run(batch)) {
      const total = event.type === "test:diagnostic" && event.data.nesting === 0 && TOTAL.exec(event.data.message);
      if (total) totals.set(total[1], (totals.get(total[1]) ?? 0) + Number(total[2]));
      else yield event;
      if (event.type === "test:fail" && event.data.todo === undefined) process.exitCode = 1;
    }
  }
  for (const [name, number] of totals)
    yield { type: "test:diagnostic", data: { nesting: 0, message: `${name} ${number}` } };
  if (!totals.get("tests")) process.exitCode = 1;
}

Readable.from(events()).compose(new Spec()).pipe(process.stdout);
