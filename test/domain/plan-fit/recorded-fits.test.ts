/**
 * The same past gives the same answer, in every version to come: somebody changed plans by it. What half a year of an account
 * would have come to on each plan is recorded, of accounts that did all there is to do. Where a rule was changed on
 * purpose: `RECORD=1 npx vitest run --config test/vitest.config.ts test/domain/plan-fit/recorded-fits`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Plan } from '../../../shared/domain/catalogue/plan.ts';
import { pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { type PlanFit, planFit } from '../../../shared/domain/plan-fit/plan-fit.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { historyPlans, play } from '../../support/builders/histories.ts';
import type { Command } from '../../support/builders/history-commands.ts';
import { digest, tell } from '../../support/builders/told-values.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';

const file = new URL('./recorded-fits.json', import.meta.url);
const seeds = Array.from({ length: 10 }, (_, index) => index + 1);
const months = 6;
const credit = 1_000_000;

/** List prices in dollars, by which each of the plans is the cheapest for somebody. */
const prices: Readonly<Record<string, number>> = { small: 2, team: 9, large: 60, weekly: 7 };
const plans = new Map([...historyPlans].map(([planId, versions]) => [planId, versions.map(planPrices)]));

function planPrices(plan: Plan): Plan {
  const millionths = (prices[plan.planId] ?? 0) * credit;
  return { ...plan, price: { millionths, currency: 'USD', interval: 'month' } };
}

type Draw = (random: () => number) => Command;

const amounts: Draw[] = (['debit', 'debit', 'debit', 'adjust', 'remove'] as const).map((kind) => (random) => ({
  kind,
  amount: Math.floor(random() ** 3 * 400 * credit),
}));
const holds: Draw[] = (['report', 'capture', 'capture-late'] as const).map((kind) => (random) => {
  return { kind, hold: Math.floor(random() * 2), amount: Math.floor(random() * 150 * credit) };
});
const payments: Draw[] = (['refund', 'charge-back'] as const).map((kind) => (random) => ({
  kind,
  payment: Math.floor(random() * 6),
}));
const draws: readonly Draw[] = [
  ...amounts,
  ...holds,
  ...payments,
  (random) => ({
    kind: 'purchase',
    packId: random() < 0.5 ? 'burst-100' : 'day-100',
    payment: Math.floor(random() * 6),
  }),
  (random) => ({ kind: 'keep', usage: Math.floor(random() * 2), gigabytes: Math.ceil(random() * 90) }),
  (random) => ({ kind: 'end', usage: Math.floor(random() * 2) }),
  (random) => ({ kind: 'reverse', back: Math.floor(random() * 6) }),
  (random) => ({ kind: 'release', hold: Math.floor(random() * 2) }),
  (random) => ({ kind: 'limit', user: 'ada', amount: Math.ceil(random() * 900 * credit) }),
  (random) => ({ kind: 'authorize', ...holdOf(random) }),
  (random) => ({ kind: 'authorize', ...holdOf(random) }),
];

function holdOf(random: () => number): {
  readonly amount: number;
  readonly lifeMs: number;
  readonly completes: boolean;
} {
  return { amount: Math.ceil(random() * 150 * credit), lifeMs: Math.ceil(random() * dayMs), completes: random() < 0.5 };
}

/** A dozen things in every month, some of them hours before its end; a change of plans now and then. */
function lifeOf(seed: number): readonly Command[] {
  const random = seedDecider(seed);
  const commands: Command[] = [];
  let atMs = startMs;
  const follow = (command: Command): void => {
    atMs += command.kind === 'wait' ? command.ms : 1;
    commands.push(command);
  };
  for (let month = 0; month < months; month += 1) {
    const endMs = Date.UTC(2026, 11 + month);
    for (let step = 0; step < 14; step += 1) {
      const draw = draws[Math.floor(random() * draws.length)] ?? expect.fail('nothing to do');
      follow(draw(random));
      const most = step < 10 ? 2 * dayMs : step === 10 ? endMs - atMs - dayMs / 4 : dayMs / 8;
      if (random() < 0.8 || step === 10)
        follow({ kind: 'wait', ms: Math.max(1, Math.floor(step === 10 ? most : random() * most)) });
    }
    if (random() < 0.2) follow({ kind: 'change-plan', planId: random() < 0.5 ? 'large' : 'small', when: 'next-cycle' });
    follow({ kind: 'wait', ms: Math.max(1, endMs - atMs) });
    follow({ kind: 'debit', amount: 1 });
  }
  return commands;
}

function fitOf(seed: number): PlanFit {
  const { account, entries } = play(lifeOf(seed));
  const past = pastCycles(
    account,
    entries.filter(({ cycle }) => cycle < account.cycle.index),
  );
  return planFit(past, { planId: account.planId, plans, nowMs: account.lastAtMs });
}

/** The advice in words, the reckoning of each course as a digest. */
function tellFit({ advice, cycles, real, plans: compared, plansLeftOut }: PlanFit): string {
  const courses = compared.map(({ plan, cycles: books, costs }) => `${plan.planId} ${digest(tell([books, costs]))}`);
  const words = advice.kind === 'change' ? `${advice.planId} saves ${advice.saving}` : advice.because;
  return [advice.kind, words, digest(tell([cycles, real, plansLeftOut])), ...courses].join(', ');
}

if (process.env['RECORD'] !== undefined) {
  const all = Object.fromEntries(seeds.map((seed) => [seed, tellFit(fitOf(seed))]));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

const recording: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));

it.each(seeds)('account %d is told of its past what it always was', (seed) => {
  expect(tellFit(fitOf(seed))).toBe(recording[seed]);
});
