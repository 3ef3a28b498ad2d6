/** Limits of every scope and period, over random histories in zones whose clocks are changed meanwhile. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { countersOf } from '../../../shared/domain/account/limit.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { present } from '../../../shared/domain/present.ts';
import type { Replayed } from '../../../shared/domain/projections/replay/replayed.ts';
import { accountBy, replayed } from '../../../shared/domain/projections/replay-account.ts';
import { decodeState, encodeState } from '../../../shared/storage/account-state.ts';
import { limitBooks } from '../../support/builders/limit-books.ts';
import { limitedCommands } from '../../support/builders/limited-commands.ts';
import { limitedPlans } from '../../support/builders/limited-decisions.ts';
import { playLimited } from '../../support/builders/limited-histories.ts';
import { rounds } from '../../support/expectations/effort.ts';
import { shiftsOf } from '../../support/service/wall-clock.ts';
import { changingZones } from '../../support/service/zone-periods.ts';

const dayMs = 86_400_000;
const [fromMs, untilMs] = [Date.UTC(2010, 0, 1), Date.UTC(2030, 0, 1)];

/** Where and when a history begins: in the days before a change of the clock, where there is one. */
const places = fc.constantFrom(...changingZones).chain((timeZone) => {
  const changes = shiftsOf(timeZone, fromMs, untilMs).map(({ atMs }) => atMs);
  const at = changes.length === 0 ? fc.integer({ min: fromMs, max: untilMs }) : fc.constantFrom(...changes);
  return fc.record({
    timeZone: fc.constant(timeZone),
    startMs: fc.tuple(at, fc.integer({ min: 0, max: 9 * dayMs })).map(([changeMs, by]) => changeMs - by),
  });
});

/** Counters with something in them, in an order of their own. */
function standing(
  counters: readonly {
    readonly limitId: string;
    readonly value?: string | undefined;
    readonly used: number;
    readonly held: number;
  }[],
) {
  return counters
    .filter(({ used, held }) => used !== 0 || held !== 0)
    .map(({ limitId, value = '', used, held }) => JSON.stringify({ limitId, value, used, held }))
    .sort();
}

function replay(entries: readonly Entry[]): Account | undefined {
  let current: Replayed | undefined;
  for (const entry of entries) {
    const undone = entry.reverses === undefined ? undefined : entries[entry.reverses - 1];
    current = replayed(current, entry, { plans: limitedPlans, rateCards: [], ...present({ undone }) });
  }
  return current?.account;
}

describe('limits of any scope and period', () => {
  it('count exactly the entries of their period and the holds that are open, and are passed by nothing that asked them', () => {
    let refused = 0;
    fc.assert(
      fc.property(limitedCommands, places, (commands, place) => {
        const { refusals } = playLimited(commands, place, (account, entries, nowMs) => {
          if (entries.length % 5 !== 0) return;
          const booked = limitBooks(entries, nowMs, place.timeZone);
          expect(booked.passed).toEqual([]);
          expect(standing(account.limits.flatMap(countersOf))).toEqual(standing(booked.counters));
        });
        refused += refusals.filter(({ refusal }) => refusal.reason === 'limit-reached').length;
      }),
      { numRuns: rounds(150) },
    );
    expect(refused).toBeGreaterThan(rounds(100));
  });

  it('follow from the entries alone, and are kept as they are', () => {
    fc.assert(
      fc.property(limitedCommands, places, (commands, place) => {
        playLimited(commands, place, (account, entries, nowMs) => {
          if (entries.length % 7 !== 0) return;
          const told = replay(entries);
          expect(told && accountBy(told, nowMs).limits).toEqual(account.limits);
          const { accountId, seq, headHash } = account;
          expect(decodeState(accountId, encodeState(account), { seq, headHash }).limits).toEqual(account.limits);
        });
      }),
      { numRuns: rounds(150) },
    );
  });

  it('that begin anew soon let the very same through then, and not a millisecond before', () => {
    let waited = 0;
    fc.assert(
      fc.property(limitedCommands, places, (commands, place) => {
        for (const { refusal, laterAt } of playLimited(commands, place).refusals) {
          if (refusal.reason !== 'limit-reached') continue;
          const { ways = [] } = refusal.restore ?? {};
          for (const way of ways) {
            if (way.kind !== 'limit-reset') continue;
            waited += 1;
            expect(laterAt(way.atMs)?.kind).toBe('change');
            const isFirst = !ways.some(({ kind }) => kind === 'hold-end');
            if (isFirst) expect(laterAt(way.atMs - 1)?.kind).toBe('refused');
          }
        }
      }),
      { numRuns: rounds(100) },
    );
    expect(waited).toBeGreaterThan(rounds(20));
  });
});
