import { ComponentResource, type CustomResource } from "@pulumi/pulumi";
import type { Backend, BackendInput, Deployer } from "./backends/backend.ts";
import type { CloudResource } from "./backends/cloud-resource.ts";
import { planOf } from "./backends/plan.ts";
import { TEAM_TYPE } from "./sharding/urn.ts";

/** Groups what belongs to one team, so that `pulumi up` prints the teams as a tree. */
export class Team extends ComponentResource {
  constructor(id: string) {
    super(TEAM_TYPE, id);
    this.registerOutputs({});
  }
}

/**
 * Registers every resource of a topology with the engine. The input has passed `checkDeployment`; nothing is decided here.
 * @param resources what of the topology stands in this stack: of one that is sharded a part
 * @param movedAlone id → URN of what stands without its team's component
 * @returns the resources by id
 */
export async function deploy(
  backend: Backend,
  input: BackendInput,
  resources: readonly CloudResource[] = planOf(backend, input).resources,
  movedAlone: ReadonlyMap<string, string> = new Map(),
): Promise<ReadonlyMap<string, CustomResource>> {
  const deployer = await backend.deployer();
  const isSharded = input.stack.sharding !== undefined;
  const used = new Set(resources.map(({ provider }) => provider));
  const places = [...backend.places(input)].filter(([id]) => !isSharded || used.has(id));
  const providers = new Map(places.map(([id, place]) => [id, deployer.provider(id, place)]));
  const present = new Set(resources.map(({ team }) => team));
  const own = input.desired.teams.filter(({ name }) => !isSharded || present.has(name));
  const teams = new Map(own.map((team) => [team.name, new Team(team.id)]));
  const planned = new Map(resources.map((resource) => [resource.id, resource]));
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
    const alias = movedAlone.get(resource.id);
    return new Constructor(resource.id, resource.properties, {
      provider: the(providers, resource.provider),
      ...(parent && { parent }),
      ...(alias !== undefined && { aliases: [alias] }),
      dependsOn: resource.dependsOn.map(registeredOf),
      protect: isProtected(resource, input.stack.protect),
      ...(isLeftBehind(resource, input.stack.protect) && { retainOnDelete: true }),
      ...(resource.import !== undefined && { import: resource.import }),
      ...(resource.ignoreChanges && { ignoreChanges: [...resource.ignoreChanges] }),
      ...(resource.deletedWith !== undefined && { deletedWith: registeredOf(resource.deletedWith) }),
    });
  }

  for (const id of planned.keys()) registeredOf(id);
  return registered;
}

/** What is retired can be deleted, and what is left in the cloud anyway can leave the stack. */
function isProtected({ holdsMessages, retired, retainOnDelete }: CloudResource, protect: boolean): boolean {
  return protect && holdsMessages && retired === undefined && retainOnDelete !== true;
}

/** Attachments in a stack that is protected; what was retired so; and always a key, without which nobody can read what waits. */
function isLeftBehind({ holdsMessages, retired, retainOnDelete }: CloudResource, protect: boolean): boolean {
  return retired === "retain" || (retainOnDelete === true && (protect || holdsMessages));
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
