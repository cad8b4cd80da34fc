import { Ajv2020 } from "ajv/dist/2020.js";
import type { Diagnostic } from "../diagnostic.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { Document } from "../document/document.ts";
import { checkShape } from "../document/shape.ts";
import { once } from "../once.ts";
import type { Backend } from "./backend.ts";
import { distinct } from "./distinct.ts";
import type { Existing } from "./existing.ts";
import { backendNamed, backends } from "./registry.ts";
import { stackSchema } from "./stack-schema.ts";
import type { StackSettings, TeamPrincipals } from "./stack-settings.ts";

export interface DecodedStack {
  /** Undefined when there is an error. */
  readonly stack: StackSettings | undefined;
  readonly backend: Backend | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Settings → StackSettings, checked against the schema that the chosen backend completes.
 * @param name the stack's name, for messages
 * @param settings our part of the stack file (`settingsOf`)
 */
export function decodeStack(name: string, settings: Document): DecodedStack {
  const values = Object(settings.value) as Settings;
  const backend = backendNamed(String(values.backend));
  if (backend === undefined)
    return { stack: undefined, backend, diagnostics: [noBackend(name, settings, values.backend)] };

  const diagnostics = checkShape(validatorOf(backend), settings);
  if (diagnostics.length > 0) return { stack: undefined, backend, diagnostics };

  const stack: StackSettings = {
    stack: name,
    backend: backend.name,
    topology: values.topology ?? "topology.yaml",
    protect: values.protect ?? true,
    ...(values.sharding === "team" && { sharding: values.sharding }),
    labels: values.labels ?? {},
    place: values[backend.placeKey],
    placeOf: placesOf(values, backend.placeKey),
    principals: Object.fromEntries(
      Object.entries(values.teams ?? {}).map(([team, given]) => [team, principalsOf(given)]),
    ),
    ...(values.existing && { existing: { events: {}, queues: {}, ...values.existing } }),
    ...(values.adopt !== undefined && { adopt: values.adopt }),
    ...(values.transforms !== undefined && { transforms: values.transforms }),
    ...(values.quotas && { quotas: values.quotas }),
    spanOf: (path) => settings.spanOf(path),
  };
  return { stack, backend, diagnostics: [] };
}

/** The schemas are ours, and valid by test. */
const validatorOf = once((backend: Backend) =>
  new Ajv2020({ allErrors: true, verbose: true, validateSchema: false }).compile(stackSchema(backend)),
);

interface Settings {
  readonly [placeKey: string]: unknown;
  readonly backend?: string;
  readonly topology?: string;
  readonly protect?: boolean;
  readonly sharding?: "none" | "team";
  readonly labels?: Readonly<Record<string, string>>;
  readonly existing?: Partial<Existing>;
  readonly adopt?: string;
  readonly transforms?: string;
  readonly quotas?: Readonly<Record<string, number>>;
  readonly teams?: Readonly<Record<string, TeamSettings>>;
}

interface TeamSettings {
  readonly [placeKey: string]: unknown;
  readonly principals?: readonly string[];
  readonly publishers?: readonly string[];
  readonly consumers?: readonly string[];
}

/** A team's place: what it says itself, and else the stack's. Each is made once, since it is asked for by every resource. */
function placesOf({ teams, ...values }: Settings, placeKey: string): (team: string) => unknown {
  const known = new Map<string, unknown>();
  return (team) => {
    const place = known.get(team) ?? { ...Object(values[placeKey]), ...ownPlace(teams, team, placeKey) };
    known.set(team, place);
    return place;
  };
}

/** What a team says of its own place, under the same key as the stack's; the rest it has from the stack. */
function ownPlace(teams: Settings["teams"], team: string, placeKey: string): object {
  return teams !== undefined && Object.hasOwn(teams, team) ? Object(teams[team]?.[placeKey]) : {};
}

function principalsOf({ principals = [], publishers = [], consumers = [] }: TeamSettings): TeamPrincipals {
  return { publishers: distinct([...principals, ...publishers]), consumers: distinct([...principals, ...consumers]) };
}

function noBackend(name: string, settings: Document, given: unknown): Diagnostic {
  const names = backends.map((backend) => backend.name);
  const known = `one of ${names.join(", ")}`;
  if (given === undefined)
    return {
      code: "missing-key",
      severity: "error",
      message: `stack ${name} does not say where it runs; add event-topology:backend to config, with ${known}`,
      span: settings.keySpanOf([]),
    };
  const guess = didYouMean(String(given), names);
  return {
    code: "unknown-backend",
    severity: "error",
    message: `there is no backend ${JSON.stringify(given)}; use ${known}${guess.text}`,
    span: settings.spanOf(["backend"]),
    ...(guess.name !== undefined && { fix: guess.name }),
  };
}
