import type { JsonSchema } from "./contracts/json-schema.ts";
import { derive } from "./desired-state/derive.ts";
import type { DesiredState, Origins } from "./desired-state/desired-state.ts";
import type { Parts } from "./desired-state/parts.ts";
import { type Diagnostic, hasErrors, type Span, sortDiagnostics } from "./diagnostic.ts";
import type { Files } from "./document/files.ts";
import { type Catalogue, catalogueOf } from "./topology/catalogue.ts";
import { missingSchemas } from "./topology/missing-schemas.ts";
import { neighbours } from "./topology/neighbours.ts";
import { readTopology } from "./topology/read.ts";
import { resolve } from "./topology/resolve.ts";
import { rules } from "./topology/rules/rules.ts";
import { soundPart } from "./topology/sound-part.ts";
import type { EventDeclaration, Topology } from "./topology/topology.ts";

/** The desired state with the content of the schemas that are to be registered with the cloud. */
export type CompiledState = DesiredState & {
  /** By the path in `Topic.schema`; absent where there are none. */
  readonly schemas?: Readonly<Record<string, JsonSchema>>;
};

/** What a revision declares, for who has to derive only a part of it. */
export interface Declared extends Parts {
  /** Without errors. */
  readonly topology: Topology;
  part(teams: ReadonlySet<string>): CompiledState;
}

export interface Compiled {
  /** Undefined when there is an error. */
  readonly desired: CompiledState | undefined;
  /** Where each element was declared; empty when there is an error. */
  readonly origins: Origins;
  /** Undefined when there is an error. */
  readonly declared: Declared | undefined;
  /** All problems found, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of each file read, by the name that spans carry. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * The order of the stages: text → documents → topology → graph → desired state.
 * @param file path of topology.yaml, as it is to be shown in messages
 * @param files access to that file and to those it includes
 */
export async function compile(file: string, files: Files): Promise<Compiled> {
  const { topology, diagnostics: readProblems, sources, complete } = await readTopology(file, files);
  const failed = (diagnostics: readonly Diagnostic[]): Compiled => ({
    desired: undefined,
    origins: new Map(),
    declared: undefined,
    diagnostics: sortDiagnostics(diagnostics),
    sources,
  });
  // With a file missing from the picture, references to what it declares would all look wrong.
  if (topology === undefined || !complete) return failed(readProblems);

  const catalogue = catalogueOf(topology);
  const findings = [
    ...rules.flatMap((rule) => rule.check(topology, catalogue)),
    ...(await missingSchemas(topology, files)),
    ...(await contractProblems(topology, files)),
  ];
  const diagnostics = [...readProblems, ...findings.filter((finding) => isNews(finding, readProblems))];
  if (hasErrors(diagnostics)) return failed(diagnostics);

  return { ...(await derived(topology, catalogue, files)), diagnostics: sortDiagnostics(diagnostics), sources };
}

export interface Derived {
  readonly desired: CompiledState;
  readonly origins: Origins;
  readonly declared: Declared;
}

/** What follows from a topology without errors. */
async function derived(topology: Topology, catalogue: Catalogue, files: Files): Promise<Derived> {
  const schemas = await registeredSchemas(topology, files);
  const of = (teams?: ReadonlySet<string>) => {
    const { desired, origins } = derive(resolve(topology, catalogue, teams));
    return { desired: withSchemas(desired, schemas), origins };
  };
  const declared = {
    topology,
    part: (teams: ReadonlySet<string>) => of(teams).desired,
    neighbours: (teams: ReadonlySet<string>) => neighbours(catalogue, teams),
  };
  return { ...of(), declared };
}

/** What contracts need is loaded only where an event has one, for a fast start. */
async function contractProblems(topology: Topology, files: Files): Promise<readonly Diagnostic[]> {
  if (!someEvent(topology, ({ schema }) => schema !== undefined)) return [];
  return (await import("./contracts/check-contracts.ts")).contractProblems(topology, files);
}

type Schemas = Readonly<Record<string, JsonSchema>>;

async function registeredSchemas(topology: Topology, files: Files): Promise<Schemas> {
  if (!someEvent(topology, ({ registerSchema }) => registerSchema)) return {};
  return (await import("./contracts/registered-schemas.ts")).registeredSchemas(topology, files);
}

function someEvent({ teams }: Topology, is: (event: EventDeclaration) => boolean): boolean {
  return teams.some(({ events }) => events.some(is));
}

/** Keeps what the desired state makes only when it is asked for. */
function withSchemas(desired: DesiredState, schemas: Schemas): CompiledState {
  if (Object.keys(schemas).length === 0) return desired;
  return Object.freeze(
    Object.defineProperties({ schemas } as CompiledState, Object.getOwnPropertyDescriptors(desired)),
  );
}

/** What can be read of a topology with errors, for comparing it with another revision. Never for a deploy. */
export async function salvage(file: string, files: Files): Promise<Derived> {
  const nothing = { organization: "", reviewers: [], defaults: {}, teams: [] };
  const { topology: read = nothing } = await readTopology(file, files, true);
  const topology = soundPart(read);
  return derived(topology, catalogueOf(topology), files);
}

/**
 * Beside mistakes of shape a rule sees only a part of what was meant: what it says of a place that is wrong anyway,
 * and its mere warnings, would confuse.
 */
function isNews(finding: Diagnostic, readProblems: readonly Diagnostic[]): boolean {
  if (!hasErrors(readProblems)) return true;
  return finding.severity === "error" && !readProblems.some((problem) => isSamePlace(problem.span, finding.span));
}

function isSamePlace(a: Span, b: Span): boolean {
  return a.file === b.file && a.start.line === b.start.line && a.start.column === b.start.column;
}
