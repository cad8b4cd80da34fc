import type { CloudResource } from "../../backends/cloud-resource.ts";
import type { Mutant } from "./mutant.ts";

/** One question of the evaluator that can be put to the emulator as well: a call of an official client library. */
export interface LiveQuestion {
  /** What is done, for example `sqs:DeleteMessage of a dead-letter queue`; the sample has all kinds. */
  readonly kind: string;
  /** Two calls that differ in one of them are one grant apart. */
  readonly triple: readonly [principal: string, action: string, resource: string];
  /** What follows from the desired state. */
  readonly allowed: boolean;
  /** Questions of a later turn are asked after all of an earlier one. */
  readonly turn: number;
  /** Takes away what other questions are about when it is let pass: it is put only where a refusal is expected. */
  readonly destroys: boolean;
  /** Whether the emulator lets the call pass. Throws on any other answer than a success or a refusal. */
  ask(): Promise<boolean>;
}

/** Questions that are left out by name. `why` and `evidence` are sentences; they stand in docs/local-stack.md too. */
export interface Limit {
  readonly name: string;
  readonly why: string;
  /** Where it is written, or what was tried and seen. */
  readonly evidence: string;
  /** Names of the backends on which it comes up. */
  readonly on: readonly string[];
}

/** A limit with what it leaves out. */
export interface Excepting<Call> extends Limit {
  readonly is: (question: Call) => boolean;
}

/** The running stack of one cloud, with all that the evaluator asks of it. */
export interface LiveCloud<Question extends LiveQuestion = LiveQuestion> {
  readonly questions: readonly Question[];
  /** What no client of the emulator can say, by the limit that says why. */
  readonly unaskable: readonly Excepting<Question>[];
  /** What the emulator answers otherwise than the cloud, every time. */
  readonly unenforced: readonly Excepting<Question>[];
  /** What the policies in these resources say. */
  under(resources: readonly CloudResource[]): (question: Question) => boolean | Promise<boolean>;
  /** Single changes of one grant that can be made in the emulator. */
  readonly mutants: readonly Mutant[];
  /** Makes that change as the administrator. @returns what takes it back */
  apply(mutant: Mutant): Promise<() => Promise<void>>;
  /** Called before the questions of a turn, with them. */
  prepare(turn: number, questions: readonly Question[]): Promise<void>;
  close(): Promise<void>;
}
