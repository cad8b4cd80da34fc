/* A company as one finds them: a few teams that everybody listens to, many that nobody knows, some that answer each other. */

const DOMAINS = [
  "orders",
  "billing",
  "shipping",
  "catalog",
  "identity",
  "pricing",
  "search",
  "returns",
  "loyalty",
  "stock",
];
const PARTS = [
  "",
  "-api",
  "-eu",
  "-reporting",
  "-mobile",
  "-partners",
  "-fraud",
  "-archive",
  "-notifications",
  "-backoffice",
];
const FACTS = ["CREATED", "UPDATED", "CANCELLED", "ADDRESS_CHANGED", "COMPLETED", "EXPIRED"];

/** The plain value of a topology.yaml with this many teams; always the same for the same number. */
export function company(teams: number): object {
  const random = sequence(teams);
  const below = (limit: number) => Math.floor(random() * limit);
  const names = Array.from({ length: teams }, (_, index) => {
    const round = Math.floor(index / 100);
    const name = `${DOMAINS[index % 10]}${PARTS[Math.floor(index / 10) % 10]}`;
    return round === 0 ? name : `${name}-${round + 1}`;
  });
  const events = names.map((name) =>
    FACTS.slice(0, below(FACTS.length)).map((fact) => `${name.toUpperCase().replaceAll("-", "_")}_${fact}`),
  );
  const known = events.flat();
  const team = (index: number) => {
    const wanted = new Set(
      Array.from({ length: 1 + below(4) }, () => known[Math.floor(known.length * random() ** 2.5)] ?? ""),
    );
    const subscriptions = [...wanted].map((event) =>
      below(5) === 0 ? { event, filter: { country: ["th", "sg"] } } : event,
    );
    const projection =
      below(3) === 0 && known.length > 3
        ? [{ queue: "projection", events: [...new Set([known[below(known.length)], known[below(known.length)]])] }]
        : [];
    return {
      contact: `${names[index]}@ar.example`,
      events: Object.fromEntries((events[index] ?? []).map((event) => [event, {}])),
      subscriptions: [...subscriptions, ...projection],
    };
  };
  return { version: 1, organization: "ar", teams: Object.fromEntries(names.map((name, index) => [name, team(index)])) };
}

/** Numbers from 0 to 1 that look random (a linear congruential generator with the constants of Numerical Recipes). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
