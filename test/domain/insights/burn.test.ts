/** How fast credits go: sums of what was used, over spans that are told beside them. */

import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../../shared/domain/cycle.ts';
import { type BurnQuestion, burnOf } from '../../../shared/domain/insights/burn.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { rollUpOf, rollUpsOf } from '../../support/builders/roll-ups.ts';

const october: Cycle = { index: 0, startMs: startMs - 31 * dayMs, endMs: startMs };
const november: Cycle = { index: 1, startMs, endMs: startMs + 30 * dayMs };
/** Half past ten on the tenth. */
const nowMs = startMs + 9 * dayMs + 10.5 * hourMs;

const rollUps = rollUpsOf(
  rollUpOf('2026-10-03', october, { used: { ai: { 5: 48n } } }),
  // The last hour of the part of October that November has come to, and the first beyond it.
  rollUpOf('2026-10-10', october, { used: { infrastructure: { 10: 100n, 11: 1_000n } } }),
  rollUpOf('2026-11-01', november, { used: { ai: { 0: 3n } } }),
  // The hours at both ends of the last week.
  rollUpOf('2026-11-03', november, { used: { ai: { 9: 50n, 10: 336n } } }),
  // The hours at both ends of the last day, and the one that isn't over.
  rollUpOf('2026-11-09', november, { used: { platform: { 9: 400n, 10: 24n } } }),
  rollUpOf('2026-11-10', november, { used: { ai: { 9: 48n, 10: 7_000n } } }),
);

function burn(over: Partial<BurnQuestion> = {}): ReturnType<typeof burnOf> {
  return burnOf(rollUps, { cycle: november, nowMs, fromMs: october.startMs, ...over });
}

describe('burn', () => {
  it('of the last day and week is of the hours that are over, by hour and day', () => {
    const { spans, total, byCategory } = burn();
    const endMs = nowMs - hourMs / 2;

    expect(spans.lastDay).toEqual({ startMs: endMs - dayMs, endMs });
    expect(spans.lastWeek).toEqual({ startMs: endMs - 7 * dayMs, endMs });
    expect(total.lastDay).toEqual({ credits: 72n, perHour: 3n, perDay: 72n });
    expect(total.lastWeek).toEqual({ credits: 808n, perHour: 4n, perDay: 115n });
    expect(byCategory.ai.lastDay).toEqual({ credits: 48n, perHour: 2n, perDay: 48n });
    expect(byCategory.platform.lastDay?.credits).toBe(24n);
    expect(byCategory.infrastructure.lastDay?.credits).toBe(0n);
  });

  it('of the cycle is up to now, beside the one before it, whole and to the same point', () => {
    const { spans, total, byCategory } = burn();

    expect(spans.cycle).toEqual({ startMs, endMs: nowMs, cycle: 1 });
    expect(total.cycle?.credits).toBe(3n + 386n + 424n + 7_048n);
    expect(spans.previousCycle).toEqual({ startMs: october.startMs, endMs: october.endMs, cycle: 0 });
    expect(total.previousCycle).toEqual({ credits: 1_148n, perHour: 1n, perDay: 37n });
    expect(spans.previousCycleToDate).toEqual({
      startMs: october.startMs,
      endMs: october.startMs + nowMs - startMs,
      cycle: 0,
    });
    expect(total.previousCycleToDate?.credits).toBe(148n);
    expect(byCategory.infrastructure.previousCycle?.credits).toBe(1_100n);
  });

  it('of a cycle counts what occurred before it and was told in it, as the usage of that cycle does', () => {
    const late = rollUpsOf(
      rollUpOf('2026-09-30', october, { used: { ai: { 5: 7n } } }),
      rollUpOf('2026-10-20', october, { used: { ai: { 5: 40n } } }),
      rollUpOf('2026-10-31', november, { used: { ai: { 5: 10n } } }),
      rollUpOf('2026-11-02', november, { used: { ai: { 5: 3n } } }),
    );

    const { total } = burnOf(late, { cycle: november, nowMs, fromMs: october.startMs });

    expect(total.cycle?.credits).toBe(13n);
    expect(total.previousCycle?.credits).toBe(47n);
    expect(total.previousCycleToDate?.credits).toBe(7n);
  });

  it('never compares with more of the cycle before than there was', () => {
    const longer: Cycle = { ...november, endMs: startMs + 61 * dayMs };

    expect(burn({ cycle: longer, nowMs: startMs + 40 * dayMs }).spans.previousCycleToDate?.endMs).toBe(startMs);
  });

  it('of a cycle that began within an hour takes of that hour what is its own', () => {
    const lateMs = startMs + 9 * dayMs + 9.5 * hourMs;
    const before: Cycle = { ...november, endMs: lateMs };
    const after: Cycle = { index: 2, startMs: lateMs, endMs: lateMs + 30 * dayMs };
    const shared = rollUpsOf(
      rollUpOf('2026-11-10', before, { used: { ai: { 9: 5n } } }),
      rollUpOf('2026-11-10', after, { used: { ai: { 9: 2n } } }),
    );

    const { total } = burnOf(shared, { cycle: after, nowMs, fromMs: startMs });

    expect([total.cycle?.credits, total.previousCycle?.credits]).toEqual([2n, 5n]);
  });

  it('says nothing of a cycle before that isn’t in sight whole, nor of days before the account’s first', () => {
    const within = burn({ fromMs: october.startMs + 1 });
    expect(within.spans).not.toHaveProperty('previousCycle');
    expect(within.total).not.toHaveProperty('previousCycleToDate');
    expect(burn({ cycle: { ...november, index: 5 } }).spans).not.toHaveProperty('previousCycle');

    const young = burn({ fromMs: nowMs - 2.2 * hourMs });
    expect(young.spans.lastDay).toEqual({ startMs: nowMs - 1.5 * hourMs, endMs: nowMs - hourMs / 2 });
    expect(young.spans.lastWeek).toEqual(young.spans.lastDay);
    expect(burn({ fromMs: nowMs - hourMs }).total).not.toHaveProperty('lastDay');
  });

  it('by the first debit of a cycle is told as what an hour used, not as a torrent', () => {
    const used = BigInt(credits(9));
    const first = rollUpsOf(rollUpOf('2026-11-01', november, { used: { ai: { 0: used } } }));

    const { total } = burnOf(first, { cycle: november, nowMs: startMs + 3_000, fromMs: startMs });

    expect(total.cycle).toEqual({ credits: used, perHour: used, perDay: 24n * used });
  });
});
