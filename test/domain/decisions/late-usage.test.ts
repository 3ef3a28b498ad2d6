/** R25: usage that is told late counts when it occurred, whatever the order in which it is told. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { openProjection, project } from '../../../shared/domain/projections/projection.ts';
import { type UsageRow, usageRows } from '../../../shared/domain/projections/usage-trend.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { utcClock } from '../../../shared/domain/zone-clock.ts';
import { decideDebit, decideOpen } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  dayMs,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { movementsIn } from '../../support/builders/movements.ts';

/** `LATE_EVENTS=10000` for the whole campaign. */
const events = Number(process.env['LATE_EVENTS'] ?? 300);
const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;
const nowMs = startMs + 10 * dayMs;

interface Told {
  readonly occurredAtMs: number;
  readonly micro: number;
  readonly user: string;
}

const told: fc.Arbitrary<Told> = fc.record({
  occurredAtMs: fc.integer({ min: nowMs + events - 35 * dayMs, max: nowMs + 300_000 }),
  micro: fc.integer({ min: 1, max: 1_000_000 }),
  user: fc.constantFrom('ada', 'bob', '=1+1', 'constructor'),
});

function opened(): { readonly account: Account; readonly entry: Entry } {
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const plans = catalogueOf(plan({ credits: credits(100_000) }));
  return changeOf(decideOpen(undefined, command, { nowMs: startMs, plans }));
}

function entriesOf(list: readonly Told[]): readonly Entry[] {
  const first = opened();
  const entries = [first.entry];
  let { account } = first;
  for (const [index, { occurredAtMs, micro, user }] of list.entries()) {
    const price = { ...cost, credits: credits(micro / 1_000_000) };
    const asks = { ...requestNamed(`k${index}`), cost: price, dimensions: { user }, occurredAtMs };
    const done = changeOf(decideDebit(account, asks, context(nowMs + index)));
    entries.push(done.entry);
    account = done.account;
  }
  return entries;
}

function trendOf(entries: readonly Entry[], by: 'user' | 'nothing'): readonly UsageRow[] {
  const { projection } = project(openProjection('acme'), entries, new Map());
  const scope = { kind: 'hours', fromMs: nowMs - 40 * dayMs, toMs: nowMs + dayMs } as const;
  const grouping = by === 'user' ? ({ by: 'dimension', name: 'user' } as const) : ({ by: 'nothing' } as const);
  return usageRows(projection.recent, scope, { interval: 'hour', grouping, clock: utcClock });
}

describe('when usage occurred', () => {
  const { account } = opened();
  const at = (occurredAtMs: number, rules = context(nowMs)) =>
    decideDebit(account, { ...requestNamed('d'), cost, occurredAtMs }, rules);

  it('is at most five minutes ahead', () => {
    const latestMs = nowMs + 300_000;
    expect(at(latestMs).kind).toBe('change');
    expect(at(latestMs + 1)).toEqual({ kind: 'refused', refusal: { reason: 'usage-in-future', latestMs } });
  });

  it('is as long ago as the plan takes it, 35 days unless it says otherwise', () => {
    const earliestMs = nowMs - 35 * dayMs;
    expect(at(earliestMs).kind).toBe('change');
    expect(at(earliestMs - 1)).toEqual({ kind: 'refused', refusal: { reason: 'usage-too-old', earliestMs } });
    const plans = catalogueOf(plan({ usageWindowDays: 2 }));
    expect(at(nowMs - 2 * dayMs, context(nowMs, { plans })).kind).toBe('change');
    expect(at(nowMs - 2 * dayMs - 1, context(nowMs, { plans }))).toMatchObject({ kind: 'refused' });
  });

  it('is judged before the price of that time', () => {
    const asks = { ...requestNamed('d'), cost: { kind: 'sku-unknown', sku: 'x' }, occurredAtMs: 0 } as const;
    expect(decideDebit(account, asks, context(nowMs))).toMatchObject({ refusal: { reason: 'usage-too-old' } });
  });
});

describe('usage that is told late', () => {
  it('makes the same trends in any order', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(
        fc
          .array(told, { minLength: events, maxLength: events, size: 'max' })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list], { minLength: list.length }))),
        ([list, shuffled]) => {
          const inOrder = entriesOf(list.toSorted((a, b) => a.occurredAtMs - b.occurredAtMs));
          const anyOrder = entriesOf(shuffled);
          for (const by of ['user', 'nothing'] as const) expect(trendOf(anyOrder, by)).toEqual(trendOf(inOrder, by));
          expect(trendOf(inOrder, 'nothing')).toEqual(reckon(list));
        },
      ),
      { numRuns: 5 },
    );
  });

  it('is marked late in the statement of the cycle that pays it, when it occurred before', () => {
    const list = [startMs - dayMs, startMs - hourMs, startMs, nowMs].map((occurredAtMs) => ({
      occurredAtMs,
      micro: 1_000_000,
      user: 'ada',
    }));
    const used = movementsIn(entriesOf(list)).filter(({ type }) => type === 'used');
    expect(used.map(({ isLate, credits: sum }) => [isLate, sum])).toEqual([
      [undefined, -2_000_000n],
      [true, -2_000_000n],
    ]);
  });
});

/** The same reckoned another way: by hour, from what was told alone. */
function reckon(list: readonly Told[]): readonly UsageRow[] {
  const sums = new Map<number, bigint>();
  for (const { occurredAtMs, micro } of list) {
    // Told at any of the milliseconds after `nowMs`, none of which ends an hour.
    const atMs = Math.min(occurredAtMs, nowMs);
    const hour = atMs - (atMs % hourMs);
    sums.set(hour, (sums.get(hour) ?? 0n) + BigInt(micro));
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([start, sum]) => ({ startMs: start, endMs: start + hourMs, group: { kind: 'all', name: '' }, credits: sum }));
}
