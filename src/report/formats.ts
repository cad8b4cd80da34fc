import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { json } from "./json.ts";
import type { Report } from "./report.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

export type FormatName = "text" | "json" | "github" | "gitlab" | "sarif";

/** All output formats by the name that `--format` takes. */
export const formats: Readonly<Record<FormatName, Report>> = { text, json, github, gitlab, sarif };
