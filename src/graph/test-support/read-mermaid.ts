import assert from "node:assert/strict";

const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} ._/,→-]|#\d+;|<br>)+`;
const LABEL = `"${TEXT}"`;

/** Every line that may be there, as a pattern. */
const LINES = [
  `%% ${TEXT}`,
  "flowchart LR",
  String.raw`  subgraph t\d+[pr]\[${LABEL}\]`,
  String.raw`    e\d+\{\{${LABEL}\}\}:::event`,
  String.raw`    q\d+\[\(${LABEL}\)\]:::queue`,
  "  end",
  String.raw`  t\d+\[${LABEL}\]:::team`,
  String.raw`  note\[${LABEL}\]:::note`,
  String.raw`  t(\d+)r ==> t\1p`,
  String.raw`  e\d+ -\.?-> q\d+`,
  String.raw`  t\d+ -->(?:\|${LABEL}\|)? t\d+`,
  "  classDef [a-z]+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}",
].map((line) => new RegExp(`^${line}$`, "u"));

/**
 * Reads back what `mermaid` writes, by a grammar so narrow that all it accepts is a flowchart for Mermaid, too: labels
 * of harmless signs and entities, in quotes. (Mermaid's own parser needs a browser's DOM and hundreds of packages.)
 */
export function readMermaid(text: string): { readonly form: readonly string[]; readonly labels: readonly string[] } {
  const lines = text.replace(/\n$/, "").split("\n");
  for (const line of lines)
    assert.ok(
      LINES.some((pattern) => pattern.test(line)),
      JSON.stringify(line),
    );
  return {
    form: lines.map((line) => line.replace(/"[^"]*"/g, '""').replace(/^%% .*/, "%%")),
    labels: lines.flatMap((line) => [...line.matchAll(/"([^"]*)"/g)].map(([, label = ""]) => shown(label))),
  };
}

function shown(label: string): string {
  return label.replaceAll("<br>", "\n").replace(/#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)));
}
