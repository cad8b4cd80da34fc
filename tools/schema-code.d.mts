import type { CheckedSchemas } from "../src/document/schema-checks.ts";

export function codeOf(schemas: CheckedSchemas): string;
