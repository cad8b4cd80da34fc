import type { Json } from "../../backends/cloud-resource.ts";
import type { Failure } from "./check.ts";
import type { Diff } from "./diff.ts";
import type { Properties } from "./input-property.ts";
import { isSame } from "./input-property.ts";
import type { ProviderPackage } from "./resource-type.ts";

/** The provider's settings with their values decoded: the engine carries everything but strings as JSON text. */
export function settings(news: Properties): Properties {
  return Object.fromEntries(Object.entries(news).map(([key, value]) => [key, decoded(value)]));
}

/** A setting that nobody reads here must not be believed to act. */
export function checkSettings(pkg: ProviderPackage, news: Properties): readonly Failure[] {
  const known = [...pkg.settings, ...pkg.ignoredSettings, ...OF_EVERY_PROVIDER];
  return Object.entries(news)
    .filter(([key, value]) => !known.includes(key) && decoded(value) !== null)
    .map(([property]) => ({
      property,
      reason: `the local ${pkg.name} provider does not support the setting "${property}"; it reads ${pkg.settings.join(", ")}`,
    }));
}

/** Another account or project is another provider; any other change leaves the resources in place. */
export function diffSettings(pkg: ProviderPackage, olds: Properties, news: Properties): Diff {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  const changes = keys
    .filter((key) => !isSame({ kind: "json" }, olds[key], news[key]))
    .map((key) => ({ key, kind: "update" as const, replaces: pkg.identity.includes(key) }));
  return { changes, deleteBeforeReplace: false };
}

const OF_EVERY_PROVIDER = ["version", "pluginDownloadURL", "__internal"];

function decoded(value: Json): Json {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}
