import type { Review } from "../review.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export interface ReviewLook {
  readonly colors: boolean;
  /** The topology file, for what has no place of its own. */
  readonly file: string;
}

/** Ways to print a review, by the names that `--format` takes. */
export const reviewFormats = {
  text: (review, { colors }) => text(review, colors),
  markdown: (review) => markdown(review),
  json: (review) => json(review),
  sarif: (review, { file }) => sarif(review, file),
} as const satisfies Readonly<Record<string, (review: Review, look: ReviewLook) => string>>;

export type ReviewFormat = keyof typeof reviewFormats;
