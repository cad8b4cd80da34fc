import { printableJson } from "../report/printable.ts";
import type { Graph } from "./graph.ts";
import { caption, notes } from "./words.ts";

/** The shape of `schemas/graph.schema.json`, version 1. */
export function json(graph: Graph): string {
  return printableJson({ version: 1, ...graph, caption: caption(graph), notes: notes(graph) });
}
