import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contractChanges } from "../../../contracts/contract-changes.ts";
import { memoryFiles } from "../../../test-support/memory-files.ts";
import type { Review } from "../../review.ts";
import { reviewRevisions } from "../../review-revisions.ts";
import { type Edit, type FileEdits, STACKS } from "./edit.ts";

type Texts = Readonly<Record<string, string>>;

const FOLDER = join(import.meta.dirname, "../topology");

/** The shop's topology before any edit, by path. */
export function shop(): Texts {
  const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(FOLDER.length + 1));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(FOLDER, path), "utf8")]));
}

/** The files before and after an edit. */
export function revisionsOf({ before = {}, files }: Edit): { readonly base: Texts; readonly head: Texts } {
  const base = before === "nothing" ? {} : edited(shop(), before);
  return { base, head: edited(base, files) };
}

const reviewed = new Map<string, Promise<Review>>();

/** The review of an edit, with the stacks that it says something of. */
export function reviewedEdit(edit: Edit): Promise<Review> {
  const review = reviewed.get(edit.name) ?? reviewOfEdit(edit);
  reviewed.set(edit.name, review);
  return review;
}

async function reviewOfEdit(edit: Edit): Promise<Review> {
  const { base, head } = revisionsOf(edit);
  const stacks = edit.cloud === "same" ? STACKS : STACKS.filter((name) => edit.cloud !== "same" && name in edit.cloud);
  const { review } = await reviewRevisions(
    { label: "main", files: memoryFiles(base), file: "topology.yaml" },
    { label: "change", files: memoryFiles(head), file: "topology.yaml" },
    stacks.map((name) => `stacks/Pulumi.${name}.yaml`),
    contractChanges,
  );
  return review;
}

function edited(texts: Texts, edits: FileEdits): Texts {
  const result = new Map(Object.entries(texts));
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) assert.ok(result.delete(path), `${path} is not there to be removed`);
    else if (typeof edit === "string") result.set(path, edit);
    else
      result.set(
        path,
        edit.reduce((text, [from, to]) => replaced(path, text, from, to), result.get(path) ?? ""),
      );
  }
  return Object.fromEntries(result);
}

function replaced(path: string, text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, `${path} has ${JSON.stringify(from)} not exactly once`);
  return text.replace(from, () => to);
}
