/**
 * The direction rules of the house, executed by `npm run directions` and proved to bite by `src/directions.test.ts`:
 *
 *     diagnostic ← document ← topology ← desired-state ← backends ← program, cli, local
 *
 * Each rule says why it is there. A rule that only stood in a document would be broken within months.
 */

const TEST = "\\.test\\.ts$|/test-";
/** Of everybody's, importing nothing but npm packages. */
const GROUND = "^src/(diagnostic|did-you-mean|duration|group-by|once)\\.ts$";
const PROGRAM = "^src/(program|deploy)\\.ts$";

/** A room that may import, within `src`, nothing but the ground, itself and the rooms named here. */
function room(name, path, mayImport, reason) {
  const allowed = [GROUND, path, ...mayImport].join("|");
  return {
    name,
    severity: "error",
    comment: reason,
    from: { path, pathNot: TEST },
    to: { path: "^src/", pathNot: allowed },
  };
}

/** A package or module of Node that only some rooms may import. */
function only(name, what, rooms, reason, to = {}) {
  return {
    name,
    severity: "error",
    comment: reason,
    from: { path: "^src/", pathNot: [...rooms, TEST].join("|") },
    to: { path: what, ...to },
  };
}

module.exports = {
  forbidden: [
    room("ground-imports-no-room", GROUND, [], "What every room uses can use none of them."),
    room(
      "document-knows-no-topology",
      "^src/document/",
      [],
      "Text and positions: it serves stack files as well as topologies, so it must not know what is in them.",
    ),
    room(
      "topology-knows-no-desired-state",
      "^src/topology/",
      ["^src/document/"],
      "What the file says and means comes before what must exist.",
    ),
    room(
      "desired-state-knows-no-backend",
      "^src/desired-state/",
      ["^src/topology/"],
      "Nothing before the backends knows that a cloud exists: a fourth cloud changes no line here.",
    ),
    room(
      "backends-see-desired-state-only",
      "^src/backends/",
      ["^src/desired-state/", "^src/document/"],
      "A backend maps what must exist; were it to read the topology, three backends would interpret the file in three ways. (document: the stack files.)",
    ),
    room(
      "compile-knows-no-backend",
      "^src/compile\\.ts$",
      ["^src/(document|topology|contracts|desired-state)/"],
      "The stages up to the desired state are the same for every cloud.",
    ),
    room(
      "report-knows-diagnostics-only",
      "^src/report/",
      [],
      "An output format is a pure function of diagnostics and texts, so that any stage's problems can be printed.",
    ),
    room(
      "graph-knows-no-backend",
      "^src/graph/",
      ["^src/desired-state/", "^src/report/"],
      "A picture is a pure function of what must exist: it looks the same whatever cloud carries it.",
    ),
    room(
      "owners-see-desired-state-only",
      "^src/owners/",
      ["^src/desired-state/", "^src/report/"],
      "Who approves follows from what must exist, not from how a revision was found.",
    ),
    room(
      "policy-knows-no-backend",
      "^src/policy/",
      ["^src/document/", "^src/topology/", "^src/desired-state/"],
      "A rule looks at facts; that facts come from the file or from resources is not its business, so one rule holds for both.",
    ),
    room(
      "review-is-no-edge",
      "^src/(review|contracts)/",
      [
        "^src/compile\\.ts$",
        "^src/(document|topology|desired-state|backends|lifecycle|graph|report)/",
        "^src/(review|contracts)/",
      ],
      "What a change does is a pure function of two revisions, however they were read and whoever asks.",
    ),
    room(
      "lifecycle-is-no-edge",
      "^src/lifecycle/",
      ["^src/desired-state/", "^src/backends/"],
      "Whether an edit may be deployed is a pure function of what stands and what must exist; who asks the cloud is passed in.",
    ),
    room(
      "sharding-is-no-edge",
      "^src/sharding/",
      ["^src/document/", "^src/desired-state/", "^src/backends/"],
      "Which stack holds what, and in which order, is a pure function of the plan; who runs the engine is not its business.",
    ),
    room(
      "automation-runs-what-it-is-told",
      "^src/automation/",
      [
        "^src/(sharding|document)/",
        "^src/files\\.ts$",
        "^src/local/(session/engine-event|build/executable|environment-error)\\.ts$",
      ],
      "It runs the engine for the stacks that `sharding` names, against real clouds: of the embedded stack it needs how to read the engine's events, and no more.",
    ),
    {
      name: "nobody-imports-the-edge",
      severity: "error",
      comment:
        "The command line and the Pulumi program are where things end: what is worth sharing does not belong there. The Action is the command line in other clothes.",
      from: { path: "^src/", pathNot: `^src/(cli|action)/|${TEST}` },
      to: { path: "^src/(cli/|action/|program\\.ts$)" },
    },
    {
      name: "backends-are-strangers",
      severity: "error",
      comment:
        "A backend can be read, replaced and removed alone. What two clouds of one vendor share is in its own folder.",
      from: { path: "^src/backends/([^/]+)/", pathNot: TEST },
      to: { path: "^src/backends/[^/]+/", pathNot: "^src/backends/($1|aws)/" },
    },
    {
      name: "aws-parts-are-for-aws",
      severity: "error",
      comment:
        "The shared parts speak of queues and policies of AWS; another cloud that needs one needs the idea, not the code.",
      from: { path: "^src/backends/[^/]+/", pathNot: `^src/backends/aws|${TEST}` },
      to: { path: "^src/backends/aws/" },
    },
    {
      name: "backends-know-no-registry",
      severity: "error",
      comment: "The registry lists the backends; a backend that looked others up there would know them after all.",
      from: { path: "^src/backends/[^/]+/", pathNot: TEST },
      to: { path: "^src/backends/registry\\.ts$" },
    },
    only(
      "pulumi-only-where-it-deploys",
      "(^|/)node_modules/@pulumi/|^@pulumi/",
      ["^src/backends/[^/]+/deploy[^/]*\\.ts$", PROGRAM, "^src/(automation|local)/"],
      "Loading the SDK takes seconds and starts its runtime: `validate` and `resources` do without. Its types are free.",
      { dependencyTypesNot: ["type-only"] },
    ),
    only(
      "cloud-clients-only-in-local",
      "(^|/)node_modules/(@aws-sdk|@google-cloud)/|^@(aws-sdk|google-cloud)/",
      ["^src/local/", "^src/backends/[^/]+/depth\\.ts$"],
      "The topology is provisioned by Pulumi alone. Beside it only the local stack speaks to (emulated) clouds itself, and who asks how many messages wait in a queue that is going to be deleted.",
    ),
    only(
      "yaml-only-in-document",
      "(^|/)node_modules/yaml/|^yaml$",
      ["^src/document/"],
      "One place decides how YAML is read: limits against bombs, positions, duplicate keys.",
    ),
    only(
      "commander-only-in-cli",
      "(^|/)node_modules/commander/|^commander$",
      ["^src/cli/"],
      "How a command line looks is nobody else's business.",
    ),
    only(
      "elkjs-only-in-svg",
      "(^|/)node_modules/elkjs/|^elkjs",
      ["^src/graph/svg/"],
      "1.6 MB: loaded when a picture is laid out, never for validate.",
    ),
    {
      name: "properties-are-seeded",
      severity: "error",
      comment: "One place gives the seed, so that the dice do not decide whether a change passes.",
      from: { path: TEST, pathNot: "^src/test-support/fast-check\\.ts$" },
      to: { path: "(^|/)node_modules/fast-check/|^fast-check$" },
    },
    only(
      "outside-world-only-at-the-edge",
      "^(fs|fs/promises|child_process|process|os|net|http|https|readline)$",
      ["^src/files\\.ts$", "^src/(cli|action|automation|local)/", "^src/program[^/]*\\.ts$"],
      "The stages are pure functions: the same text gives the same resources on every machine, and tests need no files.",
      { dependencyTypes: ["core"] },
    ),
    only(
      "files-only-from-the-edge",
      "^src/files\\.ts$",
      ["^src/(cli|action|automation|local)/", "^src/program[^/]*\\.ts$", "^src/index\\.ts$"],
      "The stages get their files passed in as `Files`.",
    ),
    {
      name: "no-cycles",
      severity: "error",
      comment:
        "Two files that need each other are one file, or hide a third one. Types count: a reader follows them too.",
      from: { path: "^src/" },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "A file that nobody imports and that imports nothing is forgotten.",
      from: {
        orphan: true,
        path: "^src/",
        pathNot: `\\.d\\.ts$|^src/(index|program)\\.ts$|^src/(cli|action)/main\\.ts$|${TEST}`,
      },
      to: {},
    },
    {
      name: "tests-are-for-tests",
      severity: "error",
      comment: "Tests and what only they use are not in the build.",
      from: { path: "^src/", pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: "no-dev-dependencies-in-the-build",
      severity: "error",
      comment: "They are not installed with the package. Types vanish in the build.",
      from: { path: "^src/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      comment: "A package that is there only because another one brought it can leave with it.",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-broken-imports",
      severity: "error",
      comment: "It would fail at run time.",
      from: { path: "^src/" },
      to: { couldNotResolve: true, pathNot: "compiled-schemas/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|schemas)/" },
    tsConfig: { fileName: "tsconfig.json" },
    // Imports of types are dependencies too; the rules say where they do not count.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".mjs", ".cjs", ".json"],
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
