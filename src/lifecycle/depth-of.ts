import type { DeployedPart, DeployedResource, ReadDepth } from "../backends/deployed.ts";
import type { DepthOf } from "./undrained.ts";

/**
 * Asks the cloud. The client is loaded with the first question.
 * @param places the places of the file by the id of their provider, with what their deployer needs; a queue of a team that
 * has left the file is asked about with the credentials at hand
 */
export function depthOf(
  part: DeployedPart,
  deployed: readonly DeployedResource[],
  places: ReadonlyMap<string, unknown>,
): DepthOf {
  let reading: Promise<ReadDepth> | undefined;
  return async ({ id, type, provider = "" }) => {
    const resource = deployed.find((one) => one.id === id && one.type === type);
    if (resource === undefined) throw new Error(`${id} is not deployed`);
    const place = places.get(provider) ?? part.placeOf(resource.outputs);
    if (place === undefined) throw new Error(`where ${id} stands is not known`);
    reading ??= part.depths();
    const read = await reading;
    return read(resource, place);
  };
}
