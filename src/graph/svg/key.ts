import type { Graph } from "../graph.ts";
import { SIZE } from "./card.ts";
import { cylinder, hexagon } from "./signs.ts";

/** What the signs mean, as one row; empty where nothing is drawn that needs it. */
export function drawKey({ nodes, edges }: Graph): { readonly drawn: string; readonly width: number } {
  const has = (kind: string) => nodes.some((node) => node.kind === kind);
  const feeds = edges.filter((edge) => edge.kind === "feeds");
  const entries = [
    ...(has("event") ? [entry(hexagon(6, -4), "sign", "event, in the box of the team that publishes it")] : []),
    ...(has("queue") ? [entry(cylinder(1, -4), "sign", "queue, in the box of the team that reads it")] : []),
    ...(feeds.length > 0 ? [entry("M0 -4h14", "line", "the event feeds the queue")] : []),
    ...(feeds.some((edge) => edge.filter) ? [entry("M0 -4h14", "line filtered", "only what passes a filter")] : []),
  ];
  let width = 0;
  const drawn = entries.map((one) => {
    const placed = `<g class="key" transform="translate(${width} 0)">${one.drawn}</g>`;
    width += one.width;
    return placed;
  });
  return { drawn: drawn.join(""), width };
}

function entry(sign: string, look: string, words: string): { readonly drawn: string; readonly width: number } {
  const drawn = `<path class="${look}" d="${sign}"/><text class="faint words" x="20" font-size="${SIZE.words}">${words}</text>`;
  return { drawn, width: Math.ceil(20 + words.length * SIZE.words * 0.54 + 16) };
}
