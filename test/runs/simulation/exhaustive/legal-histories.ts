/**
 * The legal outcomes of commands: the outcome of each order in which they can have happened, each whole and at one moment. One
 * that was answered has happened, one that wasn't may have; one that was answered before another was asked comes first.
 */
import { startProcess } from './process.ts';
import { type Answer, type Command, freshWorld, type Scene } from './scene.ts';

/** Somebody's asking for a command. */
export interface Part {
  readonly id: string;
  readonly command: Command;
  readonly atMs: number;
  readonly beganAt: number;
  answer: Answer | undefined;
  endedAt: number | undefined;
}

interface Outcome {
  readonly answers: readonly Answer[];
  readonly digest: string;
}

export interface LegalHistories {
  /** The outcome of an order by then. Each is worked out once. */
  outcome(order: readonly Part[], untilMs: number): Promise<Outcome>;
}

export function createLegalHistories(scene: Scene): LegalHistories {
  const known = new Map<string, Promise<Outcome>>();

  async function carryOut(order: readonly Part[], untilMs: number): Promise<Outcome> {
    const world = await freshWorld(scene);
    const answers: Answer[] = [];
    for (const { command, atMs } of order) answers.push(await command.run(startProcess({ world }).services, atMs));
    return { answers, digest: await scene.digest({ world, services: startProcess({ world }).services }, untilMs) };
  }

  return {
    outcome: (order, untilMs) => {
      const key = [...order.map(({ command, atMs }) => `${command.name}@${atMs}`), untilMs].join(' ');
      const found = known.get(key) ?? carryOut(order, untilMs);
      known.set(key, found);
      return found;
    },
  };
}

export interface Observation {
  readonly parts: readonly Part[];
  readonly digest: string;
  readonly untilMs: number;
}

/** Nothing when some order explains every answer and what has become of it all; else what each of them would have been. */
export async function misfit(
  legal: LegalHistories,
  { parts, digest, untilMs }: Observation,
): Promise<readonly string[]> {
  const others: string[] = [];
  for (const order of orders(parts)) {
    const outcome = await legal.outcome(order, untilMs);
    const isTold = order.every(({ answer }, at) => answer === undefined || isSame(answer, outcome.answers[at]));
    if (isTold && outcome.digest === digest) return [];
    const answers = outcome.answers.map(({ text, isReplay }) => `${isReplay ? 'again ' : ''}${text}`);
    others.push(`${order.map(({ id }) => id).join(', ')}: ${answers.join('; ')}: ${outcome.digest}`);
  }
  return [`no order of the commands explains ${digest}, nor what was told\n    ${others.join('\n    ')}`];
}

function isSame(answer: Answer, other: Answer | undefined): boolean {
  return answer.text === other?.text && answer.isReplay === other.isReplay;
}

/** Every order of what happened and what may have. */
function* orders(parts: readonly Part[]): Generator<readonly Part[]> {
  const mustHappen = parts.filter(({ answer }) => answer !== undefined);
  yield* extend([], parts, mustHappen);
}

function* extend(done: readonly Part[], left: readonly Part[], must: readonly Part[]): Generator<readonly Part[]> {
  if (must.every((part) => done.includes(part))) yield done;
  for (const next of left) {
    const isTooEarly = left.some((other) => other !== next && comesBefore(other, next));
    if (isTooEarly) continue;
    yield* extend(
      [...done, next],
      left.filter((part) => part !== next && !comesBefore(part, next)),
      must,
    );
  }
}

function comesBefore(a: Part, b: Part): boolean {
  return a.answer !== undefined && a.endedAt !== undefined && a.endedAt < b.beganAt;
}
