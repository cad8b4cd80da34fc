import { hasErrors } from "../diagnostic.ts";
import { nodeFiles } from "../files.ts";
import { type GraphFormat, graphFormats } from "../graph/formats.ts";
import type { Detail, Graph } from "../graph/graph.ts";
import { graphOf } from "../graph/graph-of.ts";
import { MERMAID_LIMITS } from "../graph/mermaid.ts";
import { type Selection, unknownName } from "../graph/selection.ts";
import { notes } from "../graph/words.ts";
import { printableSentence } from "../report/printable.ts";
import { text } from "../report/text.ts";
import { check } from "./check.ts";
import type { CliContext } from "./context.ts";
import { lookOf } from "./look.ts";
import { WrongUse } from "./wrong-use.ts";

export interface GraphOptions {
  readonly file: string;
  readonly format: GraphFormat;
  readonly team?: string;
  readonly event?: string;
  readonly depth?: number;
  readonly detail?: Detail;
  readonly max?: number;
}

/** `topology graph`: exit code 1, and nothing on stdout, when the topology has an error or lacks the team or event asked for. */
export async function graph(options: GraphOptions, context: CliContext): Promise<void> {
  const selection = selectionOf(options);
  const { subjects, diagnostics, sources } = await check(options.file, [], nodeFiles(context.cwd));
  context.stderr.write(text(diagnostics, sources, lookOf(context.stderr, context.env)));
  if (hasErrors(diagnostics)) return context.setExitCode(1);
  const desired = subjects[0]?.compiled.desired;
  if (!desired) throw new Error("there is no error, but no desired state either");
  const problem = unknownName(desired, selection);
  if (problem !== undefined) {
    context.stderr.write(`error: ${printableSentence(problem)}\n`);
    return context.setExitCode(1);
  }
  const drawn = graphOf(desired, selection, options);
  const picture = await graphFormats[options.format](drawn);
  context.stdout.write(picture);
  for (const note of [...notes(drawn), ...hints(drawn, options, picture)])
    context.stderr.write(`note: ${printableSentence(note)}\n`);
}

function selectionOf({ team, event, depth }: GraphOptions): Selection {
  if (depth !== undefined && event === undefined)
    throw new WrongUse("--depth needs --event: it is the length of an event's path");
  if (team !== undefined) return { of: "team", team };
  return event === undefined ? { of: "all" } : { of: "event", event, depth: depth ?? 1 };
}

/** How to see what was left out, and what the drawer of the picture may refuse. */
function hints({ leftOut, detail, edges }: Graph, options: GraphOptions, picture: string): readonly string[] {
  const isCut = leftOut.teams + leftOut.edges > 0 || (detail === "teams" && options.detail !== "teams");
  const lines = edges.filter(({ kind }) => kind === "feeds" || kind === "flows").length;
  const isLarge = lines > MERMAID_LIMITS.edges || picture.length > MERMAID_LIMITS.characters;
  return [
    ...(isCut ? ["To see more, look at a part by --team or --event, or raise --max."] : []),
    ...(leftOut.pathGoesOn > 0 ? [`To follow it, use --depth ${(options.depth ?? 1) + 1}.`] : []),
    ...(isLarge && options.format === "mermaid"
      ? [
          `Mermaid draws at most ${MERMAID_LIMITS.edges} lines and ${MERMAID_LIMITS.characters} characters unless its host is configured otherwise.`,
        ]
      : []),
  ];
}
