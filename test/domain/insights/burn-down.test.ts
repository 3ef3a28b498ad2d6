import { describe, expect, it } from 'vitest';
import { newGrant } from '../../../shared/domain/account/grant.ts';
import { type BurnDown, burnDownOf } from '../../../shared/domain/insights/burn-down.ts';
import type { UseStep } from '../../../shared/domain/insights/use-forecast.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, dayMs, startMs } from '../../support/builders/fixtures.ts';
import { rollUpOf, rollUpsOf } from '../../support/builders/roll-ups.ts';

const cycle = { index: 0, startMs, endMs: startMs + 10 * dayMs };
const million = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const rollUps = rollUpsOf(
  rollUpOf('2026-11-01', cycle, {
    granted: { plan: { 0: million(1_000) } },
    used: { ai: { 1: million(100), 13: million(50) } },
  }),
  rollUpOf('2026-11-02', cycle, {
    granted: { 'add-on': { 3: million(500) } },
    used: { ai: { 3: million(30) }, platform: { 4: million(20) } },
    unused: { 'add-on': { 9: million(200) } },
  }),
);

function drawn(over: Partial<Parameters<typeof burnDownOf>[1]> = {}): BurnDown {
  const left = credits(1_100);
  const nowMs = startMs + 2 * dayMs;
  return burnDownOf(rollUps, { cycle, nowMs, grants: [], left, available: left, steps: [], ...over });
}

/** The last point up to an hour of the cycle. */
function leftAt({ past }: BurnDown, hours: number): number {
  return (past.findLast(({ atMs }) => atMs <= startMs + hours * hourMs)?.left ?? 0) / 1e6;
}

describe('what was left', () => {
  it('goes down with use and up with what comes, and ends with the balance', () => {
    const found = drawn();

    expect([0, 6, 12, 18].map((hours) => leftAt(found, hours))).toEqual([1_000, 900, 900, 850]);
    expect(leftAt(found, 27)).toBe(1_350);
    expect(leftAt(found, 30)).toBe(1_300);
    expect(leftAt(found, 36)).toBe(1_100);
    expect(found.past.at(-1)).toEqual({ atMs: startMs + 2 * dayMs, left: credits(1_100) });
  });

  it('begins with what was carried into the cycle', () => {
    expect(leftAt(drawn({ left: credits(1_140) }), 6)).toBe(940);
  });

  it('is never less than nothing: what was overrun took nothing from it', () => {
    const over = rollUpsOf(
      rollUpOf('2026-11-01', cycle, { granted: { plan: { 0: million(10) } }, used: { ai: { 1: million(15) } } }),
    );
    const found = burnDownOf(over, {
      ...{ cycle, nowMs: startMs + dayMs, grants: [], left: 0, available: 0, steps: [] },
    });

    expect([0, 6, 24].map((hours) => leftAt(found, hours))).toEqual([10, 0, 0]);
  });
});

describe('what is expected to be left', () => {
  const steps: readonly UseStep[] = Array.from({ length: 24 }, (_, index) => {
    const at = (each: number): number => credits(each * (index + 1));
    const [low, likely, high] = [at(1), at(2), at(5)];
    return { startMs: startMs + index * hourMs, endMs: startMs + (index + 1) * hourMs, low, likely, high, most: high };
  });
  const grants = [newGrant('plan-0', credits(100), cycle.endMs, 1)];

  it('is a range that falls from now on, down to nothing and no further', () => {
    const { ahead } = drawn({ nowMs: startMs, grants, available: credits(100), steps });

    expect(ahead.map(({ low, likely, high }) => [low, likely, high].map((each) => each / 1e6))).toEqual([
      [100, 100, 100],
      [70, 88, 94],
      [40, 76, 88],
      [10, 64, 82],
      [0, 52, 76],
    ]);
  });

  it('is nothing that is told where nothing is foretold', () => {
    expect(drawn().ahead).toEqual([]);
  });
});
