/** The function, which works out the answer for each input object once, for as long as somebody holds the input. */
export function once<Input extends object, Answer>(make: (input: Input) => Answer): (input: Input) => Answer {
  const known = new WeakMap<Input, { readonly answer: Answer }>();
  return (input) => {
    const found = known.get(input) ?? { answer: make(input) };
    known.set(input, found);
    return found.answer;
  };
}

/** The function, which works out its answer when it is first asked for; what that took is let go then. */
export function lazily<Answer>(make: () => Answer): () => Answer {
  let known: { readonly make: () => Answer } | { readonly answer: Answer } = { make };
  return () => {
    if ("make" in known) known = { answer: known.make() };
    return known.answer;
  };
}
