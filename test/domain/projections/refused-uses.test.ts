import { describe, expect, it } from 'vitest';
import { emptyRefusedDay, type RefusedUse, withRefused } from '../../../shared/domain/projections/refused-uses.ts';
import { refusedUse } from '../../../shared/operations/reading/refused-uses.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';

function use(mark: string, over: Partial<RefusedUse> = {}): RefusedUse {
  return { mark, atMs: startMs, reason: 'insufficient-credits', credits: credits(5), ...over };
}

describe('uses that were turned away', () => {
  it('are counted once however often they are told, by reason and limit', () => {
    const day = withRefused(emptyRefusedDay, [use('a'), use('b', { atMs: startMs + 9 })]);
    const again = withRefused(day, [use('b'), use('a')]);
    const more = withRefused(again, [use('c', { reason: 'limit-reached', limitId: 'ada', credits: credits(1) })]);

    expect(again).toBe(day);
    expect(more.uses).toEqual([
      { reason: 'insufficient-credits', requests: 2, credits: credits(10), lastMs: startMs + 9 },
      { reason: 'limit-reached', limitId: 'ada', requests: 1, credits: credits(1), lastMs: startMs },
    ]);
  });

  it('stay few, whatever comes', () => {
    let day = emptyRefusedDay;
    for (let at = 0; at < 400; at += 1) day = withRefused(day, [use(`${at}`, { limitId: `limit-${at % 90}` })]);

    expect(day.marks.length).toBe(200);
    expect(day.uses.length).toBeLessThanOrEqual(40);
  });

  it('are none where an operator’s correction found too little, or no use was asked for', () => {
    const told = { mark: 'a', atMs: startMs };
    const restore = { packs: [], ways: [] };
    const tooFew = { reason: 'insufficient-credits', available: credits(0), required: credits(7), restore } as const;

    expect(refusedUse({ reason: 'pack-unknown', packId: 'x' }, told)).toBeUndefined();
    expect(refusedUse({ ...tooFew, isCorrection: true }, told)).toBeUndefined();
    expect(refusedUse(tooFew, told)).toMatchObject({ reason: 'insufficient-credits', credits: credits(7) });
  });
});
