import type { Properties } from "../input-property.ts";
import type { Connection, ProviderPackage, ResourceType, Told } from "../resource-type.ts";

/** A resource type with one input of every sort, over a map instead of a cloud. */
export function sampleType(cloud: Map<string, Told> = new Map()): ResourceType {
  return {
    token: "sample:box/box:Box",
    name: "name",
    inputs: {
      name: { kind: "string", required: true, forceNew: true },
      place: { kind: "string", inherited: true, forceNew: true },
      size: { kind: "number", default: 3 },
      open: { kind: "boolean" },
      shut: { kind: "boolean", conflictsWith: ["open"] },
      document: { kind: "json" },
      age: { kind: "duration" },
      regions: { kind: "set" },
      labels: { kind: "map" },
      scope: { kind: "string", driftOnlyWhenSet: true },
      shelves: {
        kind: "objects",
        fields: { depth: { kind: "number", required: true }, of: { kind: "string", default: "wood" } },
      },
      lid: {
        kind: "object",
        fields: { of: { kind: "string", required: true }, weight: { kind: "number", default: 5 } },
      },
    },
    async create(_connection, inputs) {
      const id = `boxes/${inputs["name"]}`;
      if (cloud.has(id)) throw Object.assign(new Error("there is one already"), { name: "Taken" });
      cloud.set(id, inputs);
      return id;
    },
    read: async (_connection, id) => cloud.get(id),
    async update(_connection, id, _olds, news) {
      cloud.set(id, news);
    },
    async delete(_connection, id) {
      cloud.delete(id);
    },
    outputs: (_connection, id) => ({ arn: `arn:${id}` }),
  };
}

export function samplePackage(type = sampleType()): ProviderPackage {
  return {
    name: "sample",
    settings: ["place"],
    ignoredSettings: ["skip"],
    identity: ["place"],
    resourceTypes: [type],
    connect(settings: Properties): Connection {
      if (typeof settings["place"] !== "string") throw new Error('the sample provider needs the setting "place"');
      return { inherited: { place: settings["place"] } };
    },
  };
}
