import { expect, it } from 'vitest';
import { dayMs } from '../../support/builders/fixtures.ts';
import { play } from '../../support/builders/histories.ts';
import { type Command, timeline } from '../../support/builders/history-commands.ts';
import { arrives } from '../../support/builders/replayed.ts';

const credit = 1_000_000;
const spent = [400, 400, 100].map((amount, index) => {
  return [29.5 + index / 100, { kind: 'debit', amount: amount * credit }] as const;
});
const bought = { kind: 'purchase', packId: 'burst-100', payment: 1 } as const;
const nextMonths = [
  [61, { kind: 'debit', amount: credit }],
  [92, { kind: 'debit', amount: credit }],
] as const;

function held(lifeMs: number, completes = false): Command {
  return { kind: 'authorize', amount: 100 * credit, lifeMs, completes };
}

function report(hold: number, amount: number, kind: 'report' | 'capture' | 'capture-late' = 'report'): Command {
  return { kind, hold, amount: amount * credit };
}

it.each<readonly [string, string, readonly (readonly [number, Command])[]]>([
  [
    'work that was told to pause with nothing left, and went on in the next cycle',
    'extension',
    [[29.4, held(dayMs)], ...spent, [29.9, report(0, 180)], [30.1, report(0, 190)], [30.2, report(0, 260, 'capture')]],
  ],
  [
    'work that overran before the boundary and used less in the end',
    'capture',
    [[29.4, held(dayMs, true)], ...spent, [29.9, report(0, 180)], [30.2, report(0, 130, 'capture')]],
  ],
  [
    'work that overran and was never captured',
    'hold-expiry',
    [[29.4, held(dayMs, true)], ...spent, [29.9, report(0, 180)], [30.1, report(0, 150)]],
  ],
  [
    'holds that expire in one instant, each with use of its own',
    'hold-expiry',
    [
      ...[0, 1, 2, 3].map((index) => [29.6, held(dayMs / 2 - index)] as const),
      ...[0, 1, 2, 3].map((index) => [29.7, report(index, 20 + index)] as const),
      [30.05, report(2, 130)],
    ],
  ],
  [
    'work that was charged late, in the next cycle',
    'debit',
    [
      [29.6, held(dayMs / 4)],
      [29.7, report(0, 40)],
      [30.3, report(0, 90, 'capture-late')],
    ],
  ],
  [
    'a payment of the cycle before that is charged back, spent or not, and refunded after it',
    'chargeback',
    [[3, bought], ...spent, [35, { kind: 'charge-back', payment: 1 }], [36, { kind: 'refund', payment: 1 }]],
  ],
  [
    'a payment that is refunded and then charged back',
    'refund',
    [
      [33, bought],
      [34, { kind: 'debit', amount: 400 * credit }],
      [35, { kind: 'refund', payment: 1 }],
      [36, { kind: 'charge-back', payment: 1 }],
    ],
  ],
  [
    'a payment that is charged back after its credits were spent',
    'chargeback',
    [
      [33, bought],
      ...[400, 400, 250].map((amount) => [34, { kind: 'debit', amount: amount * credit }] as const),
      [35, { kind: 'charge-back', payment: 1 }],
      [36, { ...bought, payment: 2 }],
    ],
  ],
  [
    'debits of the cycle before and of this one that are reversed',
    'reversal',
    [
      [29, { kind: 'debit', amount: 30 * credit }],
      [31, { kind: 'debit', amount: 40 * credit }],
      [32, { kind: 'reverse', back: 0 }],
      [33, { kind: 'reverse', back: 4 }],
      [34, { kind: 'reverse', back: 5 }],
    ],
  ],
  [
    'adjustments, a change of plans at once and one that waits',
    'plan-change',
    [
      [31, { kind: 'adjust', amount: 7 * credit }],
      [32, { kind: 'remove', amount: 9 * credit }],
      [33, { kind: 'change-plan', planId: 'large', when: 'now' }],
      [34, { kind: 'change-plan', planId: 'small', when: 'next-cycle' }],
    ],
  ],
  [
    'something kept across boundaries, more of it than there were credits for',
    'accrual',
    [
      [20.4, { kind: 'keep', usage: 0, gigabytes: 3_000 }],
      [40.2, { kind: 'end', usage: 0 }],
    ],
  ],
])('arrives at it after %s', (_what, type, told) => {
  expect(arrives(play(timeline([...told, ...nextMonths])))).toContain(type);
});
