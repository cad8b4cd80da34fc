import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// A Pulumi program that registers what TEST_RESOURCES lists, with the SDKs' own classes.
const require = createRequire(import.meta.url);
const { pkg, settings, resources } = JSON.parse(readFileSync(process.env.TEST_RESOURCES, "utf8"));
const { Provider } = require(`@pulumi/${pkg}/provider`);
const provider = new Provider(pkg, settings);
const registered = new Map();

for (const { type, name, properties, dependsOn = [], import: id, ignoreChanges } of resources) {
  const [, module, className] = type.split(":");
  const Resource = require(`@pulumi/${pkg}/${module}`)[className];
  const options = { provider, dependsOn: dependsOn.map((other) => registered.get(other)), import: id, ignoreChanges };
  registered.set(name, new Resource(name, properties, options));
}
