import type { Diagnostic, RelatedPlace, Span } from "../../diagnostic.ts";
import { fc } from "../../test-support/fast-check.ts";

/** Text that tries to be more than text: control and escape sequences, command syntax, bidi, broken surrogates. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\u001b[31m",
        "\u009b2J",
        "\u001b]0;title\u0007",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\u0000",
        "\u007f",
        "\u202e",
        "\u2028",
        "\u200b",
        "\ud800",
        "\udc00",
        "::error file=x::",
        "::stop-commands::t",
        "##[error]",
        "%0A",
        "%",
        ":",
        ",",
        "{0}",
        "](http://x)",
        "<b>",
        "e\u0301",
        "漢字",
        "👩‍👩‍👧",
        "__proto__",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const number = fc.integer({ min: 1, max: 12 });

function arbitrarySpan(file: fc.Arbitrary<string>): fc.Arbitrary<Span> {
  return fc
    .tuple(
      file,
      number,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 60 }),
    )
    .map(([name, line, column, more, endColumn]) => ({
      file: name,
      start: { line, column },
      end: { line: line + more, column: more === 0 ? Math.max(column, endColumn) : endColumn },
    }));
}

/** Diagnostics, and the files they point into; one file is not at hand. */
export const hostileReport: fc.Arbitrary<{
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}> = fc
  .array(fc.tuple(hostileText, fc.array(hostileText, { maxLength: 6 })), { minLength: 1, maxLength: 3 })
  .chain((files) => {
    const sources = new Map(files.map(([name, lines]) => [name, lines.join("\n")]));
    const span = arbitrarySpan(fc.constantFrom(...sources.keys(), "missing.yaml"));
    const related: fc.Arbitrary<RelatedPlace> = fc.record({ message: hostileText, span });
    const required = {
      code: hostileText,
      severity: fc.constantFrom("error" as const, "warning" as const),
      message: hostileText,
      span,
    };
    const diagnostic: fc.Arbitrary<Diagnostic> = fc.oneof(
      fc.record(required),
      fc.record({ ...required, related: fc.array(related, { maxLength: 3 }), fix: hostileText }),
    );
    return fc.record({ diagnostics: fc.array(diagnostic, { maxLength: 5 }), sources: fc.constant(sources) });
  });
