import { Composer, type CST, type Document, Lexer, type LineCounter, Parser, YAMLParseError } from "yaml";

/** Thrown for a text that is nested deeper than any topology; the composer is recursive and would exhaust the stack. */
export class TooDeep extends Error {
  readonly limit = MAX_DEPTH;
}

const MAX_DEPTH = 100;

/**
 * The first YAML document of a text, with all errors in it but duplicate keys; a second document is an error too.
 * @throws TooDeep
 */
export function composeText(text: string, lines: LineCounter): Document.Parsed {
  const composer = new Composer({
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    strict: true,
    logLevel: "error",
  });
  const [first, second] = composer.compose(tokens(text, lines), true, text.length);
  if (first === undefined) throw new Error("the composer was told to make a document of any text");
  if (second !== undefined)
    first.errors.push(
      new YAMLParseError([second.range[0], second.range[0] + 3], "MULTIPLE_DOCS", "more than one document"),
    );
  return first as Document.Parsed;
}

function* tokens(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0); // As Parser.parse does it.
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_DEPTH) throw new TooDeep();
  }
  yield* parser.end();
}
