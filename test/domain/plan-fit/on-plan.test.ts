/** A past, asked of another plan: packs are bought when something lacks credits and not before, or it goes unserved. */
import { describe, expect, it } from 'vitest';
import { microcredits } from '../../../shared/domain/amount.ts';
import { credits } from '../../support/builders/fixtures.ts';
import { buy, credit, debit, onPlan, ten, unservedOn } from '../../support/builders/past-on-plan.ts';

describe('on another plan', () => {
  it('packs are bought when a debit lacks credits, as many as it lacks, and not for what there is', () => {
    const replayed = onPlan(
      [
        [1, debit(30)],
        [2, debit(25)],
        [3, debit(5)],
      ],
      40,
    );

    expect(buy(replayed)).toEqual([2, 2]);
    expect(unservedOn(replayed)).toEqual([]);
    expect(replayed.entries.at(-1)?.after.available).toBe(credits(40));
  });

  it('a hundred packs are bought for one thing, and no more', () => {
    expect(
      buy(
        onPlan(
          [
            [1, debit(300)],
            [2, debit(300)],
            [3, debit(400)],
          ],
          0,
          [{ ...ten, credits: credits(4) }],
        ),
      ),
    ).toHaveLength(250);
    const little = { ...ten, credits: microcredits(3_999_999) };
    const replayed = onPlan([[1, debit(400)]], 0, [little]);
    expect([buy(replayed), unservedOn(replayed)]).toEqual([[], [[1, 400]]]);
    expect(buy(onPlan([[1, debit(400)]], 0, [{ ...ten, credits: credits(4) }]))).toHaveLength(100);
  });

  it('what no pack can serve is left out and told, unless it was undone', () => {
    const replayed = onPlan(
      [
        [1, debit(50)],
        [2, debit(30)],
        [3, debit(60)],
        [4, { kind: 'reverse', back: 0 }],
      ],
      40,
      [],
    );

    expect(unservedOn(replayed)).toEqual([[1, 50]]);
    expect(buy(replayed)).toEqual([]);
    expect(replayed.entries.filter(({ type }) => type === 'debit').map(({ credits: used }) => used)).toEqual([
      credits(30),
    ]);
  });

  it('a reversal takes back what it took back, and undoes nothing that went unserved', () => {
    const replayed = onPlan(
      [
        [1, debit(50)],
        [2, debit(30)],
        [3, { kind: 'reverse', back: 0 }],
      ],
      40,
      [],
    );

    expect(unservedOn(replayed)).toEqual([[1, 50]]);
    expect(replayed.entries.find(({ type }) => type === 'reversal')).toMatchObject({ credits: credits(30) });
  });

  it('an operator’s corrections happen as they did, and are no usage that goes unserved', () => {
    const replayed = onPlan(
      [
        [1, { kind: 'adjust', amount: 7 * credit }],
        [2, { kind: 'remove', amount: 60 * credit }],
        [3, debit(45)],
      ],
      40,
      [],
    );

    expect(replayed.entries.map(({ type }) => type).slice(1, 3)).toEqual(['grant', 'debit']);
    expect(unservedOn(replayed)).toEqual([]);
  });
});
