/** What the local stack cannot show is told to its users in the words of the tables that the live tests execute. */
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { AWS_UNASKABLE, AWS_UNENFORCED } from "./live-aws-limits.ts";
import { GCP_UNENFORCED } from "./live-gcp-limits.ts";
import type { Limit } from "./live-question.ts";

const DOCUMENT = new URL("../../../docs/local-stack.md", import.meta.url);
const TABLES: Readonly<Record<string, readonly Limit[]>> = {
  unenforced: [...GCP_UNENFORCED, ...AWS_UNENFORCED],
  unaskable: AWS_UNASKABLE,
};

function table(limits: readonly Limit[]): string {
  const head = ["What", "On", "Why", "Evidence"];
  const rows = limits.map(({ name, on, why, evidence }) => [name, on.join(", "), why, evidence]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

for (const [name, limits] of Object.entries(TABLES))
  test(`docs/local-stack.md has the table of what is ${name}`, async () => {
    const text = await readFile(DOCUMENT, "utf8");
    const part = new RegExp(`(<!-- ${name} -->\n\n)[^]*?(\n\n<!-- end -->)`);
    assert.match(text, part);
    const expected = text.replace(part, (_, before, after) => `${before}${table(limits)}${after}`);
    if (process.env["UPDATE_GOLDEN"] === "1") await writeFile(DOCUMENT, expected);
    else assert.equal(text, expected, "UPDATE_GOLDEN=1 writes the table");
  });
