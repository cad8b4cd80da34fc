/** Collects what is asked for until the program waits, and fetches it at once; what was fetched is remembered. */
export function batched<Key, Value>(
  fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  let waiting: Key[] = [];
  let batch: Promise<ReadonlyMap<Key, Value>> | undefined;
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    waiting.push(key);
    batch ??= new Promise((resolve) => setImmediate(resolve)).then(() => {
      const keys = waiting;
      waiting = [];
      batch = undefined;
      return fetch(keys);
    });
    const value = batch.then((values) => {
      if (!values.has(key)) throw new Error(`nothing was fetched for ${key}`);
      return values.get(key) as Value;
    });
    known.set(key, value);
    return value;
  };
}
