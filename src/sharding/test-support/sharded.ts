import type { Backend } from "../../backends/backend.ts";
import { backends } from "../../backends/registry.ts";

export function backendOf(name: string): Backend {
  const found = backends.find((backend) => backend.name === name);
  if (found === undefined) throw new Error(`there is no backend ${name}`);
  return found;
}
