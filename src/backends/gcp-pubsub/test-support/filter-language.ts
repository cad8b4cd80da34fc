/**
 * Whether a message with these attributes passes a filter, by the grammar of
 * cloud.google.com/pubsub/docs/subscription-message-filter ("Filtering syntax"): an expression is one term, or terms all
 * joined by AND or all by OR; NOT belongs to the term behind it. Knows nothing of how we write filters.
 * @throws Error for anything else
 */
export function passesPubsubFilter(filter: string, attributes: Readonly<Record<string, string>>): boolean {
  const tokens = tokensOf(filter);
  const peek = () => tokens[0] ?? "the end";
  const take = (wanted?: string): string => {
    const token = tokens.shift() ?? "the end";
    if (wanted !== undefined && token !== wanted) throw new Error(`${token} where ${wanted} is wanted in ${filter}`);
    return token;
  };
  const accept = (token: string) => peek() === token && take() === token;
  const word = (token: string) => (token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/gsu, "$1") : token);
  const value = () => {
    if (!peek().startsWith('"')) throw new Error(`${peek()} where a text is wanted in ${filter}`);
    return word(take());
  };
  const of = (key: string) => (Object.hasOwn(attributes, key) ? attributes[key] : undefined);

  function expression(): boolean {
    const terms = [term()];
    const joint = peek();
    while (peek() === "AND" || peek() === "OR") {
      if (take() !== joint) throw new Error(`${filter} mixes AND and OR without parentheses`);
      terms.push(term());
    }
    return joint === "OR" ? terms.some(Boolean) : terms.every(Boolean);
  }

  function term(): boolean {
    if (accept("NOT")) return !operand();
    return operand();
  }

  function operand(): boolean {
    if (accept("(")) {
      const inner = expression();
      take(")");
      return inner;
    }
    if (accept("hasPrefix")) {
      for (const token of ["(", "attributes", "."]) take(token);
      const key = word(take());
      take(",");
      const prefix = value();
      take(")");
      return of(key)?.startsWith(prefix) ?? false;
    }
    take("attributes");
    if (accept(":")) return of(word(take())) !== undefined;
    take(".");
    const key = word(take());
    if (accept("!=")) return of(key) !== value();
    take("=");
    return of(key) === value();
  }

  const passes = expression();
  if (tokens.length > 0) throw new Error(`${peek()} is left over in ${filter}`);
  return passes;
}

function tokensOf(filter: string): string[] {
  const token = /\s*("(?:\\.|[^"\\])*"|[A-Za-z_][A-Za-z0-9_-]*|!=|[().,:=])/suy;
  const found: string[] = [];
  while (token.lastIndex < filter.length) {
    const at = token.lastIndex;
    const [, text] = token.exec(filter) ?? [];
    if (text === undefined) throw new Error(`${filter.slice(at)} is no part of the language`);
    found.push(text);
  }
  return found;
}
