import type { Step } from "./steps.ts";

/** Runs that can be done at the same time, after those of the waves before. Each run is as early as it can be. */
export function wavesOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const at = new Map<string, number>();
  const waves: Step[][] = [];
  for (const step of steps) {
    const wave = Math.max(0, ...step.needs.map((need) => (at.get(need.step) ?? -1) + 1));
    at.set(step.id, wave);
    waves[wave] = [...(waves[wave] ?? []), step];
  }
  return waves;
}
