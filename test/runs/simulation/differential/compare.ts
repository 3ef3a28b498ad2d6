/** Plays random sequences on the simulator's table and on a real one, and compares every answer. */
import type { Table } from '../../../../shared/storage/table.ts';
import { seedDecider } from '../../../support/engines/faulty-table.ts';
import { createFakeTable } from '../fake-table.ts';
import { answerTo, isSameAnswer } from './answers.ts';
import { drawSteps } from './step.ts';

export interface Comparison {
  readonly sequences: number;
  readonly steps: number;
  /** How often each method was answered, and how: the run says nothing of what never came. */
  readonly answers: ReadonlyMap<string, number>;
  readonly differences: readonly string[];
}

export interface Comparing {
  readonly table: Table;
  readonly firstSeed: number;
  readonly sequences: number;
  /** Sequences side by side. */
  readonly atOnce: number;
}

const differencesMax = 20;

export async function compareTables({ table, firstSeed, sequences, atOnce }: Comparing): Promise<Comparison> {
  const answers = new Map<string, number>();
  const differences: string[] = [];
  const seeds = Array.from({ length: sequences }, (_, index) => firstSeed + index).values();
  let steps = 0;

  async function playSeed(seed: number): Promise<void> {
    const fake = createFakeTable();
    for (const step of drawSteps(`S${seed}`, seedDecider(seed))) {
      const [ours, real] = [await answerTo(fake, step), await answerTo(table, step)];
      steps += 1;
      const kind = `${step.method}: ${kindOf(real)}`;
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      if (isSameAnswer(ours, real)) continue;
      const told = [step, ours, real].map((each) => JSON.stringify(each)?.slice(0, 600));
      differences.push(`seed ${seed}: ${told[0]}\n  ours ${told[1]}\n  real ${told[2]}`);
      return;
    }
  }

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const seed of seeds) if (differences.length < differencesMax) await playSeed(seed);
    }),
  );
  return { sequences, steps, answers, differences };
}

function kindOf(answer: unknown): string {
  if (answer === undefined) return 'nothing';
  if (typeof answer === 'string') return answer;
  if (Array.isArray(answer)) return answer.length === 0 ? 'none' : 'some';
  if (typeof answer === 'object' && answer !== null && 'kind' in answer && !('pk' in answer))
    return String(answer.kind);
  return 'an item';
}
