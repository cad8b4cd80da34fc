import type { Graph } from "../graph.ts";
import { caption, legend, notes } from "../words.ts";
import { SIZE } from "./card.ts";
import { drawKey } from "./key.ts";
import { type Label, labelOf } from "./label.ts";
import { xml } from "./xml.ts";

/** What stands above the picture: what it is of, what it does not show, what its signs mean. */
export interface Head {
  readonly title: Label;
  readonly width: number;
  readonly height: number;
  readonly drawn: string;
}

const LINE = 18;
/** Sentences are not broken into shorter lines than this, however narrow the picture. */
const NARROWEST = 560;
/** Advance of a sans-serif letter of running text, in em, on average and with some to spare. */
const LETTER = 0.54;

/** @param width of the picture below */
export function headOf(graph: Graph, width: number): Head {
  const title = labelOf(caption(graph), SIZE.title, 160);
  const sentences = [...notes(graph), ...(graph.detail === "teams" ? legend(graph) : [])];
  const said = wrapped(sentences, Math.floor(Math.max(width, NARROWEST) / (SIZE.words * LETTER)));
  const key = graph.detail === "queues" ? drawKey(graph) : { drawn: "", width: 0 };
  const keyAt = 36 + said.length * LINE;
  return {
    title,
    width: Math.max(title.width, key.width, said.length > 0 ? NARROWEST : 0),
    height: keyAt + (key.width > 0 ? LINE : 0) + 6,
    drawn: [
      `<text class="ink words name" y="14" font-size="${SIZE.title}">${xml(title.shown)}</text>`,
      ...said.map(
        (line, index) =>
          `<text class="faint words" y="${36 + index * LINE}" font-size="${SIZE.words}">${xml(line)}</text>`,
      ),
      ...(key.width > 0 ? [`<g transform="translate(0 ${keyAt})">${key.drawn}</g>`] : []),
    ].join(""),
  };
}

function wrapped(sentences: readonly string[], columns: number): readonly string[] {
  return sentences.flatMap((sentence) => {
    const lines: string[] = [];
    for (const word of sentence.split(" ")) {
      const last = lines.at(-1);
      if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    return lines;
  });
}
