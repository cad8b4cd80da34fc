import { dot } from "./dot.ts";
import type { Graph } from "./graph.ts";
import { json } from "./json.ts";
import { mermaid } from "./mermaid.ts";

export type GraphFormat = "mermaid" | "dot" | "svg" | "json";

/** All picture formats by the name that `--format` takes. The layout of SVG is large, so it is loaded only when it is asked for. */
export const graphFormats: Readonly<Record<GraphFormat, (graph: Graph) => string | Promise<string>>> = {
  mermaid,
  dot,
  svg: async (graph) => (await import("./svg/svg.ts")).svg(graph),
  json,
};
