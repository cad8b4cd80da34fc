import { Heap } from "./heap.mjs";
import { TokenBucket } from "./token-bucket.mjs";

/**
 * How long creating a plan takes when nothing but the cloud costs time: the engine works on up to `parallelism` resources
 * at once, begins one when all that it depends on stands, waits for its calls to be let through, and then for the cloud.
 * Time is simulated, so the answer is the same on every machine. It is a lower bound: no call fails, nobody else uses the
 * account, and the engine's own work is left out.
 *
 * @param {readonly { id: string, type: string, provider: string, dependsOn: readonly string[] }[]} plan what `resources()`
 *   of a backend gives; dependencies outside the plan stand already
 * @param {{
 *   parallelism: number,
 *   costs: Readonly<Record<string, { service: string, calls: number, seconds: number }>>,
 *   rates: Readonly<Record<string, { perSecond: number, burst: number }>>,
 * }} world cost of a resource by type; what a service lets through, counted for each provider (account or project) by
 *   itself. A service without a rate is never throttled. Seconds pass after the last call has been let through.
 * @returns {{ seconds: number, throttledSeconds: number, busiest: string }} until all stand; how long resources
 *   waited for their calls, summed up; the service that kept them waiting longest, empty when none did
 * @throws {RangeError} for a type without a cost and for a cycle
 */
export function simulate(plan, { parallelism, costs, rates }) {
  const waitsFor = new Map();
  const dependents = new Map();
  const here = new Set(plan.map(({ id }) => id));
  const ready = [];
  for (const resource of plan) {
    const needed = new Set(resource.dependsOn.filter((id) => here.has(id)));
    waitsFor.set(resource.id, needed.size);
    for (const id of needed) {
      const known = dependents.get(id);
      if (known === undefined) dependents.set(id, [resource]);
      else known.push(resource);
    }
    if (needed.size === 0) ready.push(resource);
  }

  const buckets = new Map();
  const waited = new Map();
  const running = new Heap((a, b) => a.ends - b.ends);
  let now = 0;
  let begun = 0;
  for (;;) {
    while (begun < ready.length && running.size < parallelism) {
      const resource = ready[begun];
      begun += 1;
      running.push({ resource, ends: begin(resource) });
    }
    const first = running.pop();
    if (first === undefined) break;
    now = first.ends;
    for (const dependent of dependents.get(first.resource.id) ?? []) {
      const left = waitsFor.get(dependent.id) - 1;
      waitsFor.set(dependent.id, left);
      if (left === 0) ready.push(dependent);
    }
  }
  if (begun < plan.length) throw new RangeError(`${plan.length - begun} resources wait for each other`);
  const [busiest = "", most = 0] = [...waited].sort(([, a], [, b]) => b - a)[0] ?? [];
  const throttledSeconds = [...waited.values()].reduce((sum, seconds) => sum + seconds, 0);
  return { seconds: now, throttledSeconds, busiest: most > 0 ? busiest : "" };

  /** When the resource will stand, if it is begun now. */
  function begin({ type, provider }) {
    const cost = costs[type];
    if (cost === undefined) throw new RangeError(`nobody has said what a ${type} costs`);
    const rate = rates[cost.service];
    if (rate === undefined) return now + cost.seconds;
    const key = `${provider} ${cost.service}`;
    const bucket = buckets.get(key) ?? new TokenBucket(rate);
    buckets.set(key, bucket);
    const letThrough = bucket.take(cost.calls, now);
    waited.set(cost.service, (waited.get(cost.service) ?? 0) + letThrough - now);
    return letThrough + cost.seconds;
  }
}
