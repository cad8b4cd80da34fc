import type { Report } from "./report.ts";

export type FormatName = "text" | "json" | "github" | "gitlab" | "sarif";

/** All output formats by the name that `--format` takes; each is loaded when it is used, for a fast start. */
export const formats: Readonly<Record<FormatName, () => Promise<Report>>> = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  github: async () => (await import("./github.ts")).github,
  gitlab: async () => (await import("./gitlab.ts")).gitlab,
  sarif: async () => (await import("./sarif.ts")).sarif,
};
