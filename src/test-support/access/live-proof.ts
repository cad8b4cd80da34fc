import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Backend } from "../../backends/backend.ts";
import { ACCOUNTS } from "../../local/session/accounts.ts";
import type { Excepting, Limit, LiveCloud, LiveQuestion } from "./live-question.ts";
import { nearness, sampled, shuffled } from "./live-sample.ts";
import { type LiveStack, liveStack } from "./live-stack.ts";
import type { Mutant } from "./mutant.ts";

/** Questions that are tried of a stack, and of each limit. */
const SAMPLE = Number(process.env["LIVE_ACCESS_SAMPLE"] ?? 500);
const OF_A_LIMIT = 8;
/** Grants that are widened, and as many that are dropped, and the questions asked of each. */
const MUTANTS = 3;
const OF_A_MUTANT = 12;

/**
 * To try another topology and another sample; `random` for a new one each time. Unless given it is always the same, so
 * that a change and not the dice decides whether the tests pass.
 */
const SEED = "LIVE_ACCESS_SEED";
const USUAL_SEED = 1;

type Limits<Question> = readonly Excepting<Question>[];
type Open<Question extends LiveQuestion> = (stack: LiveStack) => Promise<LiveCloud<Question>>;

/**
 * Registers the tests of a backend: random topologies come up on the local stack, and a sample of what the evaluator
 * asks of them is tried by the cloud's official clients under the identity of each principal. The emulator answers as
 * the evaluator does, or the question is left out by name.
 */
export function liveLeastPrivilege<Question extends LiveQuestion>(backend: Backend, open: Open<Question>): void {
  const chosen = process.env[SEED] ?? String(USUAL_SEED);
  const seed = chosen === "random" ? Date.now() % 1_000_000_000 : Number(chosen);
  const shown = new Set<Limit>();
  const limits = new Set<Limit>();
  for (const accounts of ACCOUNTS)
    test(`${backend.name}, ${accounts === "own" ? "an account each" : "one account"}: the emulator answers what the evaluator answers`, async (t) => {
      t.diagnostic(`${SEED}=${seed}`);
      const stack = await liveStack(backend, accounts, seed);
      t.after(() => stack.close());
      const cloud = await open(stack);
      t.after(() => cloud.close());
      for (const limit of [...cloud.unaskable, ...cloud.unenforced])
        if (limit.on.includes(backend.name)) limits.add(limit);
      const sample = await tryAll(t, stack, cloud, shown);
      await tryMutants(t, stack, cloud, sample);
    });

  test(`${backend.name}: what is said of limits of the emulator is still so`, () => {
    assert.ok(limits.size > 0, "no stack has come up");
    for (const limit of limits) assert.ok(shown.has(limit), `nothing is left out for this any more: ${limit.name}`);
  });
}

async function tryAll<Question extends LiveQuestion>(
  t: TestContext,
  { made, seed, backend }: LiveStack,
  cloud: LiveCloud<Question>,
  shown: Set<Limit>,
): Promise<readonly Question[]> {
  const { questions } = cloud;
  const here = (limits: Limits<Question>) => limits.filter(({ on }) => on.includes(backend.name));
  const unaskable = here(cloud.unaskable);
  const unenforced = here(cloud.unenforced);
  const leftOut = (limits: Limits<Question>) => (question: Question) => limits.some(({ is }) => is(question));
  const askable = questions.filter((question) => !leftOut(unaskable)(question));
  const sample = sampled(
    askable.filter((question) => !leftOut(unenforced)(question)),
    SAMPLE,
    seed,
  );

  const decide = cloud.under(made);
  for (const question of sample) assert.equal(await decide(question), question.allowed, inWords(question));
  assert.deepEqual(await disagreements(cloud, sample, ({ allowed }) => allowed), []);
  tell(t, questions, askable, sample);

  for (const limit of unaskable) {
    const count = questions.filter(limit.is).length;
    if (count === 0) continue;
    shown.add(limit);
    t.diagnostic(`not asked, ${limit.name}: ${count} questions. ${limit.why} (${limit.evidence})`);
  }
  for (const limit of unenforced) {
    const all = askable.filter(limit.is);
    if (all.length === 0) continue;
    const some = sampled(all.filter(harmless), OF_A_LIMIT, seed);
    const wrong = await disagreements(cloud, some, ({ allowed }) => allowed);
    assert.equal(wrong.length, some.length, `answered as the cloud does, though listed as "${limit.name}"`);
    shown.add(limit);
    t.diagnostic(`not enforced, ${limit.name}: ${all.length} questions. ${limit.why} (${limit.evidence})`);
  }
  return sample;
}

/** A grant that is widened or dropped in the running emulator is seen in the sample, where the evaluator says so. */
async function tryMutants<Question extends LiveQuestion>(
  t: TestContext,
  { seed }: LiveStack,
  cloud: LiveCloud<Question>,
  sample: readonly Question[],
): Promise<void> {
  const wanted = { widened: MUTANTS, dropped: MUTANTS };
  for (const mutant of shuffled(cloud.mutants, seed)) {
    if (wanted.widened + wanted.dropped === 0) break;
    const noticing = (await noticed(cloud, mutant, sample)).filter(harmless);
    const [widens, drops] = [false, true].map((allowed) => noticing.some((question) => question.allowed === allowed));
    const kind = widens ? "widened" : "dropped";
    if (widens === drops || wanted[kind] === 0) continue;
    wanted[kind] -= 1;
    const undo = await cloud.apply(mutant);
    const some = sampled(noticing, OF_A_MUTANT, seed);
    const unnoticed = await disagreements(cloud, some, ({ allowed }) => !allowed);
    await undo();
    assert.deepEqual(unnoticed, [], `${mutant.what} is not noticed`);
    assert.deepEqual(await disagreements(cloud, some, ({ allowed }) => allowed), [], `after ${mutant.what}`);
    t.diagnostic(`${kind} and noticed by ${some.length} of the sample: ${mutant.what}`);
  }
  assert.deepEqual(wanted, { widened: 0, dropped: 0 }, "too few grants of which the sample depends");
}

/** The questions of the sample that the evaluator answers otherwise under a mutant. */
async function noticed<Question extends LiveQuestion>(
  cloud: LiveCloud<Question>,
  { resources }: Mutant,
  sample: readonly Question[],
): Promise<readonly Question[]> {
  const decide = cloud.under(resources);
  const answers = await Promise.all(sample.map(decide));
  return sample.filter(({ allowed }, at) => answers[at] !== allowed);
}

function harmless({ destroys }: LiveQuestion): boolean {
  return !destroys;
}

const ANSWERS = new Map<unknown, string>([
  [true, "allowed"],
  [false, "refused"],
]);

/** Asks turn by turn, one question after the other; in words what is not answered as expected, or neither way. */
async function disagreements<Question extends LiveQuestion>(
  cloud: LiveCloud<Question>,
  questions: readonly Question[],
  expected: (question: Question) => boolean,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const turn of [...new Set(questions.map((question) => question.turn))].sort()) {
    const now = questions.filter((question) => question.turn === turn);
    await cloud.prepare(turn, now);
    for (const question of now) {
      const answer = await question.ask().catch((error: unknown) => String(error));
      if (answer !== expected(question)) found.push(`${ANSWERS.get(answer) ?? answer}: ${inWords(question)}`);
    }
  }
  return found;
}

function tell(
  t: TestContext,
  questions: readonly LiveQuestion[],
  askable: readonly LiveQuestion[],
  sample: readonly LiveQuestion[],
): void {
  const near = nearness(askable);
  const allowed = sample.filter((question) => question.allowed).length;
  const close = sample.filter((question) => !question.allowed && near(question)).length;
  t.diagnostic(
    `${sample.length} of ${questions.length} questions tried live: ${allowed} allowed, ${close} denied and one grant away, ` +
      `${sample.length - allowed - close} other denied; no disagreement`,
  );
  const counts = new Map<string, number>();
  for (const { kind } of sample) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  t.diagnostic([...counts].map(([kind, count]) => `${kind} ${count}`).join("; "));
}

function inWords({ kind, triple }: LiveQuestion): string {
  return `${kind}: ${triple.join(" | ")}`;
}
