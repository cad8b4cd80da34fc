import { ComponentResource, type CustomResource } from "@pulumi/pulumi";
import type { Backend, BackendInput, Deployer } from "./backends/backend.ts";
import type { CloudResource } from "./backends/cloud-resource.ts";

/** Groups what belongs to one team, so that `pulumi up` prints the teams as a tree. */
export class Team extends ComponentResource {
  constructor(id: string) {
    super("event-topology:index:Team", id);
    this.registerOutputs({});
  }
}

/**
 * Registers every resource of a topology with the engine. The input has passed `checkDeployment`; nothing is decided here.
 * @returns the resources by id
 */
export async function deploy(backend: Backend, input: BackendInput): Promise<ReadonlyMap<string, CustomResource>> {
  const deployer = await backend.deployer();
  const places = [...backend.places(input)];
  const providers = new Map(places.map(([id, place]) => [id, deployer.provider(id, place)]));
  const teams = new Map(input.desired.teams.map((team) => [team.name, new Team(team.id)]));
  const planned = new Map(backend.resources(input).map((resource) => [resource.id, resource]));
  const registered = new Map<string, CustomResource>();

  function registeredOf(id: string): CustomResource {
    const known = registered.get(id);
    if (known !== undefined) return known;
    const resource = planned.get(id);
    if (resource === undefined)
      throw new Error(`${id} is depended on, but the backend ${backend.name} does not make it`);
    const made = register(resource);
    registered.set(id, made);
    return made;
  }

  function register(resource: CloudResource): CustomResource {
    const Constructor = constructorOf(deployer, resource.type);
    const parent = teams.get(resource.team);
    return new Constructor(resource.id, resource.properties, {
      provider: the(providers, resource.provider),
      ...(parent && { parent }),
      dependsOn: resource.dependsOn.map(registeredOf),
      protect: input.stack.protect && resource.holdsMessages,
      ...(resource.retainOnDelete && { retainOnDelete: input.stack.protect }),
      ...(resource.deletedWith !== undefined && { deletedWith: registeredOf(resource.deletedWith) }),
    });
  }

  for (const id of planned.keys()) registeredOf(id);
  return registered;
}

function the<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`a resource names the provider ${id}, which the backend has no place for`);
  return value;
}

function constructorOf(deployer: Deployer, type: string): Deployer["constructors"][string] {
  const made = deployer.constructors[type];
  if (made === undefined) throw new Error(`the backend has no constructor for the type ${type}`);
  return made;
}
