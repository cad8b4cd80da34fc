/**
 * `npm run bundle`: writes the GitHub Action (`index.js`) and the command line without `local` (`topology.js`, for hooks
 * and other CI systems) into dist/action, each startable by Node alone, without node_modules. A release carries the
 * result; see docs/ci.md. Prints what it wrote with its size.
 */
import { chmod, readFile, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, process.argv[2] ?? "dist/action");

/** Engines and cloud clients: what provisions. A review only reads, and must start fast. */
const NEVER = /node_modules\/(@pulumi|@aws-sdk|@smithy|@google-cloud|@grpc|google-protobuf|selfsigned)\//;

/** In their place stands a module that has nothing of them. */
const LEFT_OUT = [
  { importing: /^\.\/local\.ts$/, contents: "export function addLocalCommands() {}" },
  { importing: /^\.\/up-command\.ts$/, contents: "export function addUpCommands() {}" },
  {
    importing: /^\.\/shards-move\.ts$/,
    contents:
      "export function shardsMove() { throw new Error('the bundle cannot move stacks: it comes without Pulumi'); }",
  },
  {
    importing: /^\.\/depth\.ts$/,
    contents: "export function readDepth() { throw new Error('the bundle cannot deploy: it comes without Pulumi'); }",
  },
  {
    importing: /^\.\/deploy\.ts$/,
    contents:
      "throw new Error('the bundle cannot deploy: it comes without Pulumi');\nexport const deployer = undefined;",
  },
];

/** JSON read by a `require` of a module's own becomes part of the bundle, as it would by a plain `require`. */
const inlineJson = {
  name: "inline-json",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, async ({ path }) => {
      const contents = await readFile(path, "utf8");
      return { loader: "ts", contents: contents.replace(/^const require = createRequire\(import\.meta\.url\);$/m, "") };
    });
  },
};

/** What `npm run build` compiled ahead. */
const compiledSchemas = {
  name: "compiled-schemas",
  setup({ onResolve }) {
    onResolve({ filter: /\/compiled-schemas\// }, ({ path }) => ({
      path: join(root, "dist", "compiled-schemas", basename(path)),
    }));
  },
};

const leaveOut = {
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    for (const { importing, contents } of LEFT_OUT) {
      const namespace = `left-out:${importing.source}`;
      onResolve({ filter: importing }, ({ path }) => ({ path, namespace }));
      onLoad({ filter: importing, namespace }, () => ({ contents, loader: "js" }));
    }
  },
};

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { index: "src/action/main.ts", topology: "src/cli/main.ts" },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.12",
  // Names stay, so that the trace of a bug says where it is.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  // CommonJS packages ask for modules of Node by `require`, which an ES module does not have.
  banner: {
    js: 'import { createRequire as requireOf } from "node:module";const require = requireOf(import.meta.url);',
  },
  plugins: [leaveOut, compiledSchemas, inlineJson],
  metafile: true,
});

const inputs = Object.keys(metafile.inputs);
const wrong = inputs.filter((input) => NEVER.test(input));
if (wrong.length > 0) {
  process.stderr.write(`error: the bundle must not hold ${wrong[0]} (and ${wrong.length - 1} more)\n`);
  process.exit(1);
}
await writeFile(join(folder, "licenses.txt"), await licenses(inputs));
await chmod(join(folder, "topology.js"), 0o755);
for (const file of Object.keys(metafile.outputs).sort()) {
  const { size } = await stat(join(root, file));
  process.stdout.write(`${String(Math.ceil(size / 1024)).padStart(6)} KiB  ${relative(root, join(root, file))}\n`);
}

for (const entry of ["index.js", "topology.js"]) {
  const files = loadedAtStart(relative(root, join(folder, entry)));
  const bytes = files.reduce((sum, file) => sum + metafile.outputs[file].bytes, 0);
  process.stdout.write(`${String(Math.ceil(bytes / 1024)).padStart(6)} KiB  are loaded to start ${entry}\n`);
}

/** A file of the bundle and all that it imports at once; the rest is loaded when it is needed. */
function loadedAtStart(entry) {
  const found = new Set([entry]);
  for (const file of found)
    for (const { path, kind, external } of metafile.outputs[file].imports)
      if (kind === "import-statement" && !external) found.add(path);
  return [...found];
}

/** The notices that the licences of the bundled packages ask to go with them. */
async function licenses(files) {
  const packages = new Set(files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const texts = [...packages].sort().map(async (path) => {
    const { name, version, license } = JSON.parse(await readFile(join(root, path, "package.json"), "utf8"));
    const text = await firstOf(
      ["LICENSE", "LICENSE.md", "LICENSE.txt", "license", "LICENCE"].map((file) => join(root, path, file)),
    );
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`);
}

async function firstOf(paths) {
  for (const path of paths) {
    const text = await readFile(path, "utf8").catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`there is no licence in ${dirname(paths[0])}`);
}
