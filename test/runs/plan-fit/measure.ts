import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { makeSynthetic } from './synthetic.ts';
import { live } from './synthetic-life.ts';

export interface Picks {
  readonly histories: number;
  /** Advised the plan that is known to be the best, or to stay on it. */
  readonly right: number;
  readonly wrong: number;
  readonly abstained: number;
}

/** Judges so many synthetic accounts after so many whole months. */
export function measurePicks(histories: number, monthCount: number, seed: number): Picks {
  const random = seedDecider(seed);
  let right = 0;
  let abstained = 0;
  for (let index = 0; index < histories; index += 1) {
    const synthetic = makeSynthetic(random, monthCount);
    const { account, entries } = live(synthetic, random);
    const past = pastCycles(
      account,
      entries.filter(({ cycle }) => cycle < account.cycle.index),
    );
    const { advice } = planFit(past, { planId: account.planId, plans: synthetic.plans, nowMs: account.lastAtMs });
    if (advice.kind === 'abstain') abstained += 1;
    else if (advice.planId === synthetic.bestId) right += 1;
  }
  return { histories, right, abstained, wrong: histories - right - abstained };
}
