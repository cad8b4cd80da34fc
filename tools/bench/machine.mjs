import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** What the figures were measured on, and when. The load counts what others did at the same time. */
export function machine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model ?? "unknown"}, ${memory} GiB, load ${loadavg()[0].toFixed(1)}`;
}
