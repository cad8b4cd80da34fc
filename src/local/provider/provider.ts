import type { Checked } from "./check.ts";
import { check } from "./check.ts";
import { settings } from "./configuration.ts";
import type { Diff } from "./diff.ts";
import { diff } from "./diff.ts";
import { drifted } from "./drift.ts";
import type { Properties } from "./input-property.ts";
import { refusal } from "./refusal.ts";
import type { Connection, ProviderPackage, ResourceType } from "./resource-type.ts";

export interface State {
  readonly id: string;
  readonly inputs: Properties;
  /** Inputs and computed outputs. */
  readonly outputs: Properties;
}

/**
 * The life of resources over a table of types, on plain data. `serve` speaks the engine's protocol on top of it.
 * Errors name the resource and repeat what the emulator said.
 */
export class Provider {
  readonly package: ProviderPackage;
  readonly #environment: NodeJS.ProcessEnv;
  #connection: Connection | undefined;

  constructor(pkg: ProviderPackage, environment: NodeJS.ProcessEnv) {
    this.package = pkg;
    this.#environment = environment;
  }

  /** @throws Error naming the setting or environment variable that is missing. */
  configure(values: Properties): void {
    this.#connection = this.package.connect(settings(values), this.#environment);
  }

  check(token: string, news: Properties): Checked {
    return check(this.#type(token), news, this.#connected().inherited);
  }

  diff(token: string, olds: Properties, news: Properties): Diff {
    return diff(this.#type(token), olds, news);
  }

  async create(token: string, inputs: Properties): Promise<State> {
    const type = this.#type(token);
    const id = await named(label(type, inputs), () => type.create(this.#connected(), inputs));
    return this.#state(type, id, inputs);
  }

  /** @returns undefined when the resource is gone. */
  async read(token: string, id: string, known: Properties): Promise<State | undefined> {
    const type = this.#type(token);
    const told = await named(id, () => type.read(this.#connected(), id, known));
    return told && this.#state(type, id, drifted(type, known, told));
  }

  async update(token: string, id: string, olds: Properties, news: Properties): Promise<State> {
    const type = this.#type(token);
    await named(id, () => type.update(this.#connected(), id, olds, news));
    return this.#state(type, id, news);
  }

  async delete(token: string, id: string, inputs: Properties): Promise<void> {
    const type = this.#type(token);
    await named(id, () => type.delete(this.#connected(), id, inputs));
  }

  #state(type: ResourceType, id: string, inputs: Properties): State {
    return { id, inputs, outputs: { ...inputs, ...type.outputs(this.#connected(), id, inputs) } };
  }

  #connected(): Connection {
    if (this.#connection === undefined) throw new Error(`the local ${this.package.name} provider is not configured`);
    return this.#connection;
  }

  #type(token: string): ResourceType {
    const type = this.package.resourceTypes.find((candidate) => candidate.token === token);
    if (type !== undefined) return type;
    const known = this.package.resourceTypes.map((candidate) => candidate.token).join(", ");
    throw new Error(`the local ${this.package.name} provider does not support ${token}; it knows ${known}`);
  }
}

function label(type: ResourceType, inputs: Properties): string {
  const name = type.name === undefined ? undefined : inputs[type.name];
  return typeof name === "string" ? `${type.token} ${name}` : type.token;
}

async function named<T>(resource: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new Error(refusal(resource, error), { cause: error });
  }
}
